"""A comment silences a rule that does not exist.

*Why it matters*

The comment does nothing: a rule is meant by its code or its full name, and this is neither. Families and beginnings
of codes, which `--ignore` takes, are too much to be silenced by a comment.

*Flagged*

```config
max_hop_count = 30  # smail-check: ignore[hop-limit-extrem] the campus is large
```

*Better*

```config
max_hop_count = 5  # smail-check: ignore[hop-limit-extreme] all mail stays on the campus
```
"""

from __future__ import annotations

from smail_compiler.text.diagnostic import Kind, Severity
from smail_lint.rule import front_end_rule

KIND = Kind("SM002", "unknown-rule-in-suppression", Severity.WARNING)
RULE = front_end_rule(KIND, __name__, fix="show")
