"""Two addresses in an alias or list with no comma between them.

*Why it matters*

Addresses may be parted by blanks alone, but then a misplaced blank makes two recipients of one name.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
staff: anna berta
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
staff: anna, berta
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import MISSING_COMMA_IN_LIST
from smail_lint.rule import front_end_rule

RULE = front_end_rule(MISSING_COMMA_IN_LIST, __name__, fix="unsafe")
