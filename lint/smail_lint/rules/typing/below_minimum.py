"""A number or an interval below the least value that makes sense.

*Why it matters*

The value is kept, and does harm: a pause that is no pause, a timeout that gives up on slow hosts, a limit that
refuses ordinary mail. The finding names the range and where it comes from; the manual lists the range of every
setting. The form `-name`, which says outright that there is to be none, is never reported.

*Flagged*

```config
smtp_receive_command_timeout = 20s
```

*Better*

```config
smtp_receive_command_timeout = 5m
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import BELOW_MINIMUM
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BELOW_MINIMUM, __name__)
