"""A `$` with no name after it.

*Why it matters*

The dollar begins a reference, and there is no way to write a plain one; the whole text cannot be expanded.

*Flagged*

```directors
user: driver=user, owner="owner-$"; transport=local
```

*Better*

```directors
user: driver=user, owner="owner-$user"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import DANGLING_DOLLAR
from smail_lint.rule import front_end_rule

RULE = front_end_rule(DANGLING_DOLLAR, __name__)
