"""A smart host that is asked before others and has `always`.

*Why it matters*

The match of a smart host is the weakest of all: whatever another router knows goes before it. `always` makes of it
the last word, and no router behind it is asked. All mail for other hosts takes that one way.

*Flagged*

```config
hostnames = mx.example.org
```
```routers
relay: driver=smarthost, transport=smtp, always; path=relay.example.net
internet: driver=bind, transport=smtp; defnames, defer_no_connect
```

*Better*

```config
hostnames = mx.example.org
```
```routers
internet: driver=bind, transport=smtp; defnames, defer_no_connect
relay: driver=smarthost, transport=smtp; path=relay.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.host_languages import host_in
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import labels, named_routers
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM418", "always-on-smarthost", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each smart host with `always` and a path, and with routers behind it."""
    sound = {id(entry) for entry in facts.routers}
    for at, one in enumerate(facts.router_sets):
        setting, behind = one.entry.setting("always", private=False), facts.router_sets[at + 1 :]
        if not one.always or id(one.entry) not in sound or not one.weakest or setting is None or setting.at is None:
            continue
        losing = [later for later in behind if later.may & one.surely_partly]
        if losing:
            host = host_in(losing[0].may & one.surely_partly)
            yield Diagnostic(
                KIND,
                f"`always` at the smart host `{one.entry.name}` cuts off {named_routers(losing)}",
                setting.at,
                labels=tuple(labels(losing, "is not asked")),
                notes=(
                    f"mail for `{host}` goes to `{one.entry.name}`, even if `{losing[0].entry.name}` knows the host",
                ),
                help="drop `always`: then the smart host gets what nobody else knows",
                witness=f"jane@{host}",
                fix=Fix("drop `always`", "unsafe", removed(setting)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
