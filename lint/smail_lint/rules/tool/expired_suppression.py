"""The day until which a comment was to silence a rule has passed.

*Why it matters*

The comment counts to the end of the day behind `until=`, in Coordinated Universal Time. After it the finding is back,
as whoever wrote the comment wanted, and this is the reason.

*Flagged*

```config
max_hop_count = 5  # smail-check: ignore[SM713] until the new hub is there until=2020-01-01
```

*Better*

```config
max_hop_count = 30
```
"""

from __future__ import annotations

from smail_compiler.text.diagnostic import Kind, Severity
from smail_lint.rule import front_end_rule

KIND = Kind("SM004", "expired-suppression", Severity.WARNING)
RULE = front_end_rule(KIND, __name__)
