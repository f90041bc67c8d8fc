"""A word where a single character is expected.

*Why it matters*

The file is refused.

*Flagged*

```config
spool_grade = first
```

*Better*

```config
spool_grade = A
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import BAD_CHARACTER
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BAD_CHARACTER, __name__)
