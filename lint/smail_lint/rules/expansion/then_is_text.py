"""The word `then` in an `${if ...}`, where it is plain text.

*Why it matters*

`then` belongs to `${lookup ...}` only. In an `${if ...}` the text from that word to the closing brace becomes the
result, braces and all, and there is no else branch.

*Flagged*

```directors
user: driver=user, owner="${if origin:local then {postmaster}}"; transport=local
```

*Better*

```directors
user: driver=user, owner="${if origin:local {postmaster}}"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import THEN_IS_TEXT
from smail_lint.rule import front_end_rule

RULE = front_end_rule(THEN_IS_TEXT, __name__)
