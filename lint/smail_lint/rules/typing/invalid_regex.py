"""A regular expression that is not well formed.

*Why it matters*

Smail skips an entry whose pattern it cannot compile and says nothing, so mail goes another way than the file tells.
Here nothing is compiled until the pattern is right. Patterns are the extended expressions of POSIX; what can't be
matched in linear time (references to groups, looking ahead and behind) is not among them.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
"sales(-[a-z]+": sales-team@example.org
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
"sales(-[a-z]+)?": sales-team@example.org
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import INVALID_PATTERN
from smail_lint.rule import front_end_rule

RULE = front_end_rule(INVALID_PATTERN, __name__)
