"""A condition that does not exist.

*Why it matters*

The whole text cannot be expanded. The conditions are `def`, `header`, `origin`, `dest`, `xform`, `eq`, `gt`, `lt`,
`and` and `or`.

*Flagged*

```directors
user: driver=user, owner="${if exists:user {postmaster}}"; transport=local
```

*Better*

```directors
user: driver=user, owner="${if def:user {postmaster}}"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import UNKNOWN_CONDITION
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNKNOWN_CONDITION, __name__)
