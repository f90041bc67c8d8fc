"""A number of seconds with `M`, which multiplies it by 1048576.

*Why it matters*

Pauses between attempts to open a file are plain numbers of seconds. In a number `M` is no minute but 1024 times
1024, and `k` is 1024: `interval=5M` waits for sixty days.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, optional, retries=2, interval=5M
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, optional, retries=2, interval=300
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import MEGA_SECONDS
from smail_lint.rule import front_end_rule

RULE = front_end_rule(MEGA_SECONDS, __name__, fix="unsafe")
