"""A row of a table with one word instead of two.

*Why it matters*

The reader of the retry file stops at such a row, so that the rows after it do not count.

*Flagged*

```retry
example.org
* 10m/3d
```

*Better*

```retry
example.org 5m/1d
* 10m/3d
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import SHORT_ENTRY
from smail_lint.rule import front_end_rule

RULE = front_end_rule(SHORT_ENTRY, __name__)
