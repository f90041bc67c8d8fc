"""A transport that writes debugging text in the place of the message.

*Why it matters*

`debug` replaces the body of the message. As a shadow transport that is a help; where mail is delivered for good,
nobody ever gets the text.

*Flagged*

```transports
local: driver=appendfile, local, from, unix_from_hack, debug;
  file=/var/mail/${lc:user}, suffix="\\n", mode=0600
```

*Better*

```transports
local: driver=appendfile, local, from, unix_from_hack;
  file=/var/mail/${lc:user}, suffix="\\n", mode=0600
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import setting_on, written
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM461", "debug-transport-loses-body", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """`debug` on each transport that directors or routers name themselves."""
    site = facts.site
    shadows = {one.value("shadow", private=False) for one in site.transports}
    for entry, _ in written(facts.transports):
        setting = setting_on(entry, "debug")
        known = any(way.entry is not None for way in facts.arrivals[entry.name]) or entry.name in ("file", "pipe")
        if setting is not None and setting.at is not None and known and entry.name not in shadows:
            yield Diagnostic(
                KIND,
                f"mail by `{entry.name}` is delivered without its text",
                setting.at,
                notes=("`debug` writes how the mail was processed in the place of the body",),
                help="remove `debug`, or use it on a `shadow` transport",
                fix=Fix("remove `debug`", "unsafe", removed(setting)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
