"""`$value` outside the text that a lookup uses when it has found something.

*Why it matters*

Only there it has a value; anywhere else the whole text fails.

*Flagged*

```directors
lists: driver=forwardfile; file=lists/$value
```

*Better*

```directors
lists: driver=forwardfile; file="lists/${lookup:user:lsearch{lists.names} {$value} else {none}}"
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import OUTSIDE_LOOKUP
from smail_lint.rule import front_end_rule

RULE = front_end_rule(OUTSIDE_LOOKUP, __name__)
