"""A pause between attempts of which there is only one.

*Why it matters*

`interval` tells how long to wait before a file is opened once more. `retries` is 0 unless it is set, so the file is
tried once and nobody waits. Whoever reads the entry believes that a file may be away for a while, and it may not.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch, optional, interval=10
user: driver=user; transport=local
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch, optional, retries=2, interval=10
user: driver=user; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity, labelled
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM415", "retries-without-effect", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `interval` of an entry without `retries`."""
    for entry in (*facts.directors, *facts.routers):
        pause = entry.setting("interval", private=True)
        retries = entry.setting("retries", private=True)
        if pause is not None and pause.at is not None and entry.value("retries", private=True) == 0:
            yield Diagnostic(
                KIND,
                f"`interval` has no effect in `{entry.name}`, the file is tried once",
                pause.at,
                labels=labelled(None if retries is None else retries.at, "no further attempt"),
                help="set `retries`, or drop `interval`",
                fix=Fix("drop `interval`", "safe", removed(pause)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", changes=("interval",))
