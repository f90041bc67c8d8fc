"""Permissions for a group, and no group to have them.

*Why it matters*

Without `group` a new mailbox belongs to whatever group the delivery runs with, which is that of the user, or of
`nobody`. The group that the permission is for, such as that of the mail readers, never has it.

*Flagged*

```transports
local: driver=appendfile, local, from, unix_from_hack;
  file=/var/mail/${lc:user}, suffix="\\n", mode=0660
```

*Better*

```transports
local: driver=appendfile, local, from, unix_from_hack;
  file=/var/mail/${lc:user}, suffix="\\n", mode=0660, group=mail
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM230", "group-bits-without-group", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each written mode that gives a group more than everybody, in an entry without a group or user of its own."""
    for entry, _ in written(facts.transports, "appendfile"):
        mode = entry.setting("mode", private=True)
        if mode is None or mode.value_at is None or not isinstance(mode.value, int):
            continue
        group, others = mode.value >> 3 & 7, mode.value & 7
        owned = any(entry.value(name, private=True) for name in ("group", "user"))
        if group & ~others and not owned:
            yield Diagnostic(
                KIND,
                f"mode 0{mode.value:o} has permissions for a group, and `group` is not set",
                mode.value_at,
                help="name the group, as in `group=mail`, or take the permissions away",
            )


RULE = Rule(KIND, "0.1", check, __name__)
