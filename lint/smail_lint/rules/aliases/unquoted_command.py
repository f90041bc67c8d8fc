"""A command in an alias that is not in quotes and ends at the first blank.

*Why it matters*

Only the first word becomes the command; the others are read as addresses.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
archive: |/usr/local/bin/archive --quiet
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
archive: "|/usr/local/bin/archive --quiet"
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import UNQUOTED_COMMAND
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNQUOTED_COMMAND, __name__, fix="unsafe")
