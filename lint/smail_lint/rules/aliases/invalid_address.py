"""A text in an alias or list that is no address.

*Why it matters*

Mail to this name fails for everyone on the list, or for this recipient.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
staff: anna, "berta
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

from smail_compiler.syntax.kinds import INVALID_ADDRESS
from smail_lint.rule import front_end_rule

RULE = front_end_rule(INVALID_ADDRESS, __name__)
