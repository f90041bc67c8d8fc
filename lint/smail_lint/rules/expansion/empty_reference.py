"""A `${}` that names nothing.

*Why it matters*

The whole text cannot be expanded.

*Flagged*

```directors
user: driver=user, owner="owner-${}"; transport=local
```

*Better*

```directors
user: driver=user, owner="owner-${user}"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import EMPTY_REFERENCE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(EMPTY_REFERENCE, __name__)
