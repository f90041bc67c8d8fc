"""An `${if ...}` whose parts are not in order.

*Why it matters*

After the condition there must be a branch, and after an else branch nothing may follow; otherwise the whole text
cannot be expanded.

*Flagged*

```directors
user: driver=user, owner="${if origin:local}"; transport=local
```

*Better*

```directors
user: driver=user, owner="${if origin:local {postmaster} else {root}}"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import BAD_CONDITIONAL
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BAD_CONDITIONAL, __name__)
