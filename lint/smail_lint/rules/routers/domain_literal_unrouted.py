"""Addresses in brackets that no router takes.

*Why it matters*

`postmaster@[192.0.2.7]` names a host by its address. Only the driver gethostbyaddr, or a smart host, takes such a
target; without either the mail comes back. RFC 5321 wants it delivered, many sites do not; the note is off unless it
is selected.

*Flagged*

```routers
internet: driver=bind, transport=smtp; defnames, defer_no_connect
```

*Better*

```routers
literals: driver=gethostbyaddr, transport=smtp; fail_if_error, check_for_local
internet: driver=bind, transport=smtp; defnames, defer_no_connect
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.host_languages import literals
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM433", "domain-literal-unrouted", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first router of a site with name servers, when none of them takes brackets."""
    sets = facts.router_sets
    if "routers" in facts.site.incomplete or not all(one.understood for one in sets):
        return
    first = next((at for _, at in written(facts.routers, "bind", "gethostbyname")), None)
    if first is not None and not any((one.may if one.weakest else one.full) & literals() for one in sets):
        yield Diagnostic(
            KIND,
            "no router takes an address in brackets",
            first.source.span(0, 1),
            notes=("mail for `postmaster@[192.0.2.7]` comes back: unknown host",),
            help="add a router of driver gethostbyaddr with `fail_if_error` and `check_for_local`",
            witness="jane@[192.0.2.7]",
        )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
