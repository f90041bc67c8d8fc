"""Hosts that no router knows for certain.

*Why it matters*

Mail for a host that no router matches comes back: unknown host. A site that reaches some hosts only, by UUCP or in
its own network, wants it so; the rule is off unless it is selected.

*Flagged*

```routers
internal: driver=gethostbyname, transport=smtp; required=example.org
```

*Better*

```routers
internal: driver=gethostbyname, transport=smtp; required=example.org
relay: driver=smarthost, transport=smtp; path=relay.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.host_languages import dotted
from smail_lint.facts.language import finite
from smail_lint.facts.local_names import local_hosts
from smail_lint.facts.replaced_sets import lost_host
from smail_lint.facts.router_order import unknown_host
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM428", "remote-unhandled", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first host of those that are left by all routers, at the first of them."""
    placed = [one.entry.at for one in facts.router_sets if one.entry.at is not None]
    if not placed or "routers" in facts.site.incomplete or not all(one.understood for one in facts.router_sets):
        return
    host = unknown_host(facts.router_sets, dotted() - finite(local_hosts(facts.site)))
    if host is not None and lost_host(facts) is None:
        yield Diagnostic(
            KIND,
            f"hosts such as `{host}` reach no router",
            placed[0].source.span(0, 1),
            notes=(f"mail for `{host}` comes back: unknown host",),
            help="add a router of driver bind, or a smart host for all that is left",
            witness=f"jane@{host}",
        )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
