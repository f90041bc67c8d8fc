"""A quote inside a command that is never closed.

*Why it matters*

A command line is split into words when mail is delivered. With an open quote it cannot be, and the mail stays in
the queue.

*Flagged*

```transports
archive: driver=pipe; cmd="/usr/local/bin/archive 'all mail"
```

*Better*

```transports
archive: driver=pipe; cmd="/usr/local/bin/archive 'all mail'", umask=022
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import UNTERMINATED_QUOTE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNTERMINATED_QUOTE, __name__)
