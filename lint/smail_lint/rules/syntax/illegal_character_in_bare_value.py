"""A value without quotes that contains a character which must be quoted.

*Why it matters*

A blank or one of `( ) , ; = " #` ends a value that is not in quotes. What follows makes no sense, and reading of
the file stops.

*Flagged*

```transports
archive: driver=pipe;
    cmd=/usr/local/bin/archive --quiet
```

*Better*

```transports
archive: driver=pipe;
    cmd="/usr/local/bin/archive --quiet", umask=022
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import ILLEGAL_CHARACTER
from smail_lint.rule import front_end_rule

RULE = front_end_rule(ILLEGAL_CHARACTER, __name__)
