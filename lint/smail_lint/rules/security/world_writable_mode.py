"""Files or directories are made that every account may write.

*Why it matters*

Whoever may write a mailbox can add mail to it and take mail away, and in a spool or log file hide what was done.
The mode is what a new file gets; the mailer's own umask does not save a mode that is set on purpose. A directory
with the sticky bit is no finding.

*Flagged*

```transports
boxes: driver=appendfile, local;
  dir=/var/mail/${lc:user}/, mode=0666, check_user
```

*Better*

```transports
boxes: driver=appendfile, local;
  dir=/var/mail/${lc:user}/, mode=0600, check_user
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting
from smail_compiler.schema.attribute import ValueType
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.machine import OTHERS_WRITE
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.written import written_settings
from smail_lint.fix.edits import revalued
from smail_lint.rule import Rule

KIND = Kind("SM524", "world-writable-mode", Severity.ERROR)

_STICKY = 0o1000
_OTHERS = 0o007


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each mode in writing by which others may write what is made."""
    for setting, _ in written_settings(facts.site):
        mode = setting.value
        if not _is_mode(setting) or not isinstance(mode, int) or not mode & OTHERS_WRITE or mode & _STICKY:
            continue
        better = mode & ~(OTHERS_WRITE if mode & 0o111 else _OTHERS)
        yield Diagnostic(
            KIND,
            f"every account may write what is made with the mode {mode:04o}",
            setting.place or facts.site.start,
            help=f"write `{setting.spelled}={better:04o}`",
            fix=Fix(f"write {better:04o}", "unsafe", revalued(setting, f"{better:04o}")),
        )


def _is_mode(setting: Setting) -> bool:
    """Whether it gives permissions; masks take them."""
    return setting.fact.type is ValueType.MODE and setting.fact.value_kind != "mask"


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
