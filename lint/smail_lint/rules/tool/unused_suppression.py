"""A comment silences a rule that finds nothing there.

*Why it matters*

What the comment excused is gone, or never was. Left in place, it hides the next mistake of that sort without
anybody having agreed to it. Rules that did not run are not counted: what they would find is not known.

*Flagged*

```config
# smail-check: ignore[SM713] the campus is large
max_hop_count = 30
```

*Better*

```config
max_hop_count = 30
```
"""

from __future__ import annotations

from smail_compiler.text.diagnostic import Kind, Severity
from smail_lint.rule import front_end_rule

KIND = Kind("SM001", "unused-suppression", Severity.WARNING)
RULE = front_end_rule(KIND, __name__, fix="safe")
