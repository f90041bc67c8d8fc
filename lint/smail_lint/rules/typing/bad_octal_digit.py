"""The digit 8 or 9 in a number that begins with 0.

*Why it matters*

A number that begins with 0 is octal. The file is refused.

*Flagged*

```config
spool_mode = 0480
```

*Better*

```config
spool_mode = 0440
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import BAD_OCTAL
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BAD_OCTAL, __name__)
