"""Permissions without the leading 0, which makes them a decimal number.

*Why it matters*

Only a leading 0 makes a number octal. `log_mode = 600` is the decimal number 600, that is 01130: a file that its
owner can only execute, with the sticky bit. Nothing complains when it is made.

*Flagged*

```config
log_mode = 600
```

*Better*

```config
log_mode = 0600
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.schema.attribute import ValueType
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.as_written import Written
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM205", "decimal-file-mode", Severity.ERROR)
_OCTAL = re.compile(r"[1-7][0-7]+")
_LARGEST = 0o7777
_MODES = {0o600, 0o640, 0o644, 0o660, 0o664, 0o666, 0o400, 0o440, 0o444, 0o700, 0o750, 0o755, 0o770, 0o775, 0o777}
_MASKS = {0o22, 0o2, 0o27, 0o77, 0o7, 0o133, 0o177, 0o137}


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each mode of octal digits without a leading 0, unless the decimal number is a usual mode itself."""
    for one in facts.written:
        if one.fact.type is not ValueType.MODE or _OCTAL.fullmatch(one.value) is None:
            continue
        usual = _MASKS if one.fact.value_kind == "mask" else _MODES
        if int(one.value) <= _LARGEST and int(one.value) not in usual:
            yield _finding(one)


def _finding(one: Written) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"`{one.value}` is a decimal number, in octal 0{int(one.value):o}",
        one.value_at,
        notes=("only a leading 0 makes a number octal",),
        help=f"write `0{one.value}`",
        fix=Fix("write it in octal", "unsafe", (Edit(one.value_at, f"0{one.value}"),)),
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
