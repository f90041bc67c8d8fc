"""A whole top-level domain for which the smart host is not used.

*Why it matters*

Names below a domain of `auth_domains` are left to other routers, because this site knows all about them. With
`com` in the list no host below `com` is reached by way of the smart host: mail for those that no other router knows
comes back.

*Flagged*

```config
hostnames = mx.example.com
auth_domains = com
smart_path = relay.example.net
smart_transport = smtp
```
```routers
relay: driver=smarthost
```

*Better*

```config
hostnames = mx.example.com
auth_domains = example.com
smart_path = relay.example.net
smart_transport = smtp
```
```routers
relay: driver=smarthost
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity, labelled
from smail_lint.facts.characters import fold
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM427", "auth-domains-hide-smarthost", Severity.WARNING)


WIDE = frozenset({"com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "arpa"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The items of `auth_domains` that nobody can be the authority for, where a smart host is in use."""
    setting = facts.site.variables.get("auth_domains")
    if setting is None or setting.place is None or not isinstance(setting.value, str):
        return
    wide = [item for item in setting.value.split(":") if fold(item).removeprefix(".") in WIDE]
    smart = [one.entry for one in facts.router_sets if one.weakest and one.path]
    if wide and smart:
        yield Diagnostic(
            KIND,
            f"`{wide[0]}` in `auth_domains` keeps `{smart[0].name}` from all hosts below it",
            setting.place,
            labels=labelled(smart[0].at, "is not used for them"),
            notes=(f"mail for `far.{fold(wide[0]).removeprefix('.')}` comes back unless another router knows it",),
            help="name only domains of which this site knows every host",
        )


RULE = Rule(KIND, "0.1", check, __name__)
