"""A comment is addressed to smail-check and cannot be understood.

*Why it matters*

It silences nothing. What smail-check can be told is `ignore[RULES]` behind a setting or alone above an entry,
`ignore-block[RULES]` with an `end` below it, and `ignore-file[RULES]` above the first entry; behind it the reason,
and `until=` with a date.

*Flagged*

```config
max_hop_count = 5  # smail-check: ignore all mail stays on the campus
```

*Better*

```config
max_hop_count = 5  # smail-check: ignore[SM713] all mail stays on the campus
```
"""

from __future__ import annotations

from smail_compiler.text.diagnostic import Kind, Severity
from smail_lint.rule import front_end_rule

KIND = Kind("SM008", "malformed-suppression", Severity.WARNING)
RULE = front_end_rule(KIND, __name__)
