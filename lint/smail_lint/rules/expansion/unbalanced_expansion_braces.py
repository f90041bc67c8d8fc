"""A `${` whose closing brace is missing.

*Why it matters*

The whole text cannot be expanded: an owner is skipped, a file is not written to, a command does not run.

*Flagged*

```directors
user: driver=user, owner="owner-${lc:user"; transport=local
```

*Better*

```directors
user: driver=user, owner="owner-${lc:user}"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import UNBALANCED_BRACES
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNBALANCED_BRACES, __name__)
