"""An `:include:` of a list file that does not exist.

*Why it matters*

A list that cannot be opened is not an empty one: mail for everybody on it waits in the queue until the file is there,
and comes back to its sender when it never is.

*Flagged*

```directors
aliasinclude: driver=aliasinclude, nobody; copysecure, copyowners
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
staff: :include:lists/staff
```

*Better*

```directors
aliasinclude: driver=aliasinclude, nobody; copysecure, copyowners
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
staff: :include:lists/staff
```

```lists/staff
anna
berta
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import INCLUDE_MISSING
from smail_lint.rule import front_end_rule

RULE = front_end_rule(INCLUDE_MISSING, __name__)
