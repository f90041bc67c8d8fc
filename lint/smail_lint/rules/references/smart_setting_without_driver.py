"""A `smart_` variable, or `auth_domains`, that no entry looks at.

*Why it matters*

These variables are read by the drivers smarthost and smartuser alone, and only by entries that do not say the same
themselves. No such entry is in force, so the setting does nothing.

*Flagged*

```config
smart_path = hub.example.net
```
```routers
world: driver=bind, transport=smtp
```

*Better*

```config
smart_path = hub.example.net
```
```routers
world: driver=bind, transport=smtp
rest: driver=smarthost, transport=smtp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM328", "smart-setting-without-driver", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each of the four variables that is written and has no reader; nothing while a file is not known whole."""
    site = facts.site
    hosts = [one for one in site.routers if one.driver == "smarthost"]
    users = [one for one in site.directors if one.driver == "smartuser"]
    open_hosts = [one for one in hosts if not one.value("path", private=True)]
    open_users = [one for one in users if not one.value("new_user", private=True)]
    readers: tuple[tuple[str, list[Entry], str, str], ...] = (
        ("smart_path", open_hosts, "routers", "router of the driver smarthost without `path`"),
        ("smart_transport", open_hosts, "routers", "router of the driver smarthost without `path`"),
        ("auth_domains", hosts, "routers", "router of the driver smarthost"),
        ("smart_user", open_users, "directors", "director of the driver smartuser without `new_user`"),
    )
    for name, entries, table, wanted in readers:
        setting = site.variables[name]
        if setting.at is not None and setting.value and not entries and table not in site.incomplete:
            yield Diagnostic(
                KIND,
                f"nothing looks at `{setting.spelled}`",
                setting.at,
                notes=(f"there is no {wanted}",),
                help=f"add such an entry to `{table}`, or remove the line",
            )


RULE = Rule(KIND, "0.1", check, __name__)
