"""A router that shortens every bang path.

*Why it matters*

`matchall` takes the last host of a path for one that can be reached from here, whoever it is. The hosts before it
know the way, this host does not. It is there for tests of the router.

*Flagged*

```routers
shorter: driver=reroute; matchall
relay: driver=smarthost, transport=uux; path=oak
```

*Better*

```routers
shorter: driver=reroute; matchlocal, bounceonly
relay: driver=smarthost, transport=uux; path=oak
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import setting_on, written
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM431", "rerouter-matchall", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each rerouter that has it on."""
    for entry, _ in written(facts.routers, "reroute"):
        setting = setting_on(entry, "matchall", private=True)
        if setting is not None and setting.at is not None:
            yield Diagnostic(
                KIND,
                f"`{entry.name}` shortens every bang path to its last host",
                setting.at,
                notes=("mail for `oak!ash!jane` goes to `ash` straight, whether or not there is a way",),
                help="drop `matchall`; `matchlocal` and `matchdb` say which hosts may start a path",
                fix=Fix("drop `matchall`", "unsafe", removed(setting)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
