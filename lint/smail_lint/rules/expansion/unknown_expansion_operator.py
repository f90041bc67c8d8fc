"""An expansion operator that does not exist.

*Why it matters*

The whole text cannot be expanded. The operators are `lc`, `uc`, `quote`, `shquote`, `strip`, `parent` and `top`.

*Flagged*

```directors
user: driver=user, owner="owner-${lower:user}"; transport=local
```

*Better*

```directors
user: driver=user, owner="owner-${lc:user}"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import UNKNOWN_OPERATOR
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNKNOWN_OPERATOR, __name__, fix="unsafe")
