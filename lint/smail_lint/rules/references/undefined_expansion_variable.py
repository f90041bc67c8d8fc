"""An expansion variable that does not exist.

*Why it matters*

The whole text cannot be expanded: an owner is skipped, a file is not written to, a command does not run.

*Flagged*

```directors
user: driver=user, owner="owner-${lc:usr}"; transport=local
```

*Better*

```directors
user: driver=user, owner="owner-${lc:user}"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import UNDEFINED_VARIABLE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNDEFINED_VARIABLE, __name__, fix="unsafe")
