"""Text after a complete setting or row.

*Why it matters*

A line of the config file holds one setting, a row of a table two words. What follows makes the whole file or the
rest of the table unusable.

*Flagged*

```config
spool_mode = 0440 octal
```

*Better*

```config
spool_mode = 0440
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import TRAILING_TEXT
from smail_lint.rule import front_end_rule

RULE = front_end_rule(TRAILING_TEXT, __name__)
