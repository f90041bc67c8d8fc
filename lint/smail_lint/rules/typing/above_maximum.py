"""A number or an interval above the largest value that makes sense, or too large to be kept.

*Why it matters*

A limit that is never reached limits nothing, and a timeout of weeks keeps dead sessions for weeks. Of a number that
does not fit into its word Smail keeps the lower bits only, so that quite another number is in force. The finding
names the range and where it comes from.

*Flagged*

```config
smtp_receive_message_timeout = 90d
```

*Better*

```config
smtp_receive_message_timeout = 2h
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import ABOVE_MAXIMUM
from smail_lint.rule import front_end_rule

RULE = front_end_rule(ABOVE_MAXIMUM, __name__)
