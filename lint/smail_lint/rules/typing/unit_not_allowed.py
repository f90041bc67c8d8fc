"""A unit that this type of value does not know.

*Why it matters*

Numbers know k and M, intervals know y, w, d, h, m and s; some attributes that count seconds are plain numbers. The
file is refused.

*Flagged*

```config
fnlock_interval = 3s
```

*Better*

```config
fnlock_interval = 3
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import BAD_UNIT
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BAD_UNIT, __name__)
