"""A row for `*` in the retry file with other rows behind it.

*Why it matters*

The row for `*` ends the reading of the file. Rows behind it look as if they were in force, yet their hosts are
retried and given up as `*` says.

*Flagged*

```retry
*               15m/5d
slow.example    2h/9d
```

*Better*

```retry
slow.example    2h/9d
*               15m/5d
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import AFTER_WILDCARD
from smail_lint.rule import front_end_rule

RULE = front_end_rule(AFTER_WILDCARD, __name__, fix="unsafe")
