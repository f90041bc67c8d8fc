"""A condition with a word it does not know.

*Why it matters*

`origin:` and `dest:` ask for `local` or `remote`; with any other word the whole text cannot be expanded.

*Flagged*

```directors
user: driver=user, owner="${if origin:inside {postmaster}}"; transport=local
```

*Better*

```directors
user: driver=user, owner="${if origin:local {postmaster}}"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import BAD_OPERAND
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BAD_OPERAND, __name__)
