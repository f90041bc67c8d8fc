"""A list of domains that leaves out the domain itself.

*Why it matters*

In `required`, and in `match_domains` of bind, a domain stands for the hosts below it and never for itself: with
`required=example.net` mail for `jane@host.example.net` is looked at and mail for `jane@example.net` is not. (The
lists `required` and `ignore_domains` of bind, `auth_domains` and the retry file do mean the domain, too.) Who wants
the hosts alone can say so with a dot in front, which changes nothing else. Since that may be meant without the dot,
the rule is in preview.

*Flagged*

```routers
partner: driver=gethostbyname, transport=smtp; required=partner.example
inet: driver=bind, transport=smtp; defnames
addresses: driver=gethostbyaddr, transport=smtp; fail_if_error, check_for_local
```

*Better*

```routers
partner: driver=gethostbyname, transport=smtp; required=.partner.example
inet: driver=bind, transport=smtp; defnames
addresses: driver=gethostbyaddr, transport=smtp; fail_if_error, check_for_local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.characters import fold
from smail_lint.facts.local_names import local_hosts
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM468", "domain-itself-left-out", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each such domain that is not this host's own."""
    from smail_lint.facts.below_only import below_only

    ours = local_hosts(facts.site)
    for one in below_only(facts.routers):
        if fold(one.domain) not in ours:
            yield Diagnostic(
                KIND,
                f"`{one.setting}` means the hosts below `{one.domain}`, and not that itself",
                one.at,
                notes=(f"the router `{one.entry.name}` is not asked for mail to `jane@{one.domain}`",),
                help=f"write `.{one.domain}` if that is meant; `only_match_domains` (extended) means both",
                fix=Fix("say so with a dot", "show", (Edit(one.at, f".{one.domain}"),)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="show", preview=True)
