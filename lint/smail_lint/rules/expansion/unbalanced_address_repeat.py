"""A `$(` or `$)` in a command without its other half, or one inside another.

*Why it matters*

`$( ... $)` repeats the words between them for every recipient. Without its other half the command cannot be built,
and the mail stays in the queue.

*Flagged*

```transports
archive: driver=pipe; cmd="/usr/local/bin/archive $(${shquote:user}"
```

*Better*

```transports
archive: driver=pipe; cmd="/usr/local/bin/archive", umask=022
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import UNBALANCED_REPEAT
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNBALANCED_REPEAT, __name__)
