"""A variable that can be read but not set.

*Why it matters*

The program knows its own version; the file is refused.

*Flagged*

```config
version = 3.2
```

*Better*

```config
visible_name = example.org
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import READ_ONLY
from smail_lint.rule import front_end_rule

RULE = front_end_rule(READ_ONLY, __name__)
