"""Everybody on this machine can read mail that waits.

*Why it matters*

Spool files hold whole messages. With a mode that lets others read, every account reads everybody's mail until it
is delivered.

*Flagged*

```config
spool_mode = 0644
```

*Better*

```config
spool_mode = 0440
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import revalued
from smail_lint.rule import Rule

KIND = Kind("SM525", "world-readable-spool", Severity.WARNING)

_OTHERS_READ = 0o004
_OTHERS = 0o007


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """`spool_mode` with the bit that lets others read."""
    spool = facts.site.variables["spool_mode"]
    if spool.place is not None and isinstance(spool.value, int) and spool.value & _OTHERS_READ:
        better = spool.value & ~_OTHERS
        yield Diagnostic(
            KIND,
            f"every account may read mail that waits, with the mode {spool.value:04o}",
            spool.place,
            help=f"write `spool_mode = {better:04o}`",
            fix=Fix(f"write {better:04o}", "unsafe", revalued(spool, f"{better:04o}")),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
