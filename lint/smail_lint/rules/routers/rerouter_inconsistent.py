"""A setting of a rerouter without the setting that gives it effect.

*Why it matters*

The database of a rerouter is looked at with `matchdb` only, and `bounceonly` limits only what `matchlocal` does.
Without these the setting says something that does not happen.

*Flagged*

```routers
shorter: driver=reroute; file=reroutable, proto=lsearch, optional, matchlocal
relay: driver=smarthost, transport=uux; path=oak
```

*Better*

```routers
shorter: driver=reroute; file=reroutable, proto=lsearch, optional, matchdb, matchlocal, bounceonly
relay: driver=smarthost, transport=uux; path=oak
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.fix.edits import replaced
from smail_lint.rule import Rule

KIND = Kind("SM432", "rerouter-inconsistent", Severity.WARNING)


_PAIRS = (("file", "matchdb"), ("bounceonly", "matchlocal"))


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each of the two settings that stands alone."""
    for entry, _ in written(facts.routers, "reroute"):
        for name, needed in _PAIRS:
            setting = entry.setting(name, private=True)
            if setting is None or setting.at is None or not setting.value:
                continue
            if not entry.value(needed, private=True) and not entry.value("matchall", private=True):
                yield Diagnostic(
                    KIND,
                    f"`{name}` has no effect in `{entry.name}` without `{needed}`",
                    setting.at,
                    help=f"add `{needed}`, or drop `{name}`",
                    fix=Fix(f"add `{needed}`", "show", replaced(setting, f"{setting.at.text}, {needed}")),
                )


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
