"""A value that is no set of permissions.

*Why it matters*

A mode has at most the bits 07777. A larger number is nearly always a decimal one, since only a leading 0 makes it
octal, and the file is then made with other permissions than were meant. A mode without any bit for the owner makes a
file that the mailer itself cannot use.

*Flagged*

```config
log_mode = 0
```

*Better*

```config
log_mode = 0644
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import MODE_OUT_OF_RANGE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(MODE_OUT_OF_RANGE, __name__)
