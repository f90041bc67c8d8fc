"""A smarthost router without a transport.

*Why it matters*

`smart_transport` counts only together with `smart_path`. A router with a `path` of its own needs a `transport` of
its own too; without it all mail that no other router takes waits.

*Flagged*

```routers
smart: driver=smarthost; path=hub.example.net
```

*Better*

```routers
smart: driver=smarthost, transport=smtp; path=hub.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Site
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM308", "smarthost-without-transport", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each smarthost router that has a path, and nothing to go there by."""
    for entry in facts.routers:
        told = entry.value("transport", private=False) or entry.setting("method", private=False)
        if entry.driver == "smarthost" and entry.at is not None and not told and _lacks_one(entry, facts.site):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` has no transport",
                entry.at,
                notes=("`smart_transport` is looked at only for the path that `smart_path` gives",),
                help="add `transport=smtp` to the generic attributes",
            )


def _lacks_one(entry: Entry, site: Site) -> bool:
    """Whether there is a path for which no variable names the transport."""
    if entry.value("path", private=True):
        return True
    return bool(site.variable("smart_path")) and not site.variable("smart_transport")


RULE = Rule(KIND, "0.1", check, __name__)
