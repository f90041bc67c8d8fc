"""List files that include each other in a circle.

*Why it matters*

A list that leads back to itself is read again and again until a limit on nested addresses ends it, with an error
for everybody on it.

*Flagged*

```directors
aliasinclude: driver=aliasinclude, nobody; copysecure, copyowners
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
staff: :include:lists/staff
```

```lists/staff
anna
:include:lists/office
```

```lists/office
berta
:include:lists/staff
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
:include:lists/office
```

```lists/office
berta
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import INCLUDE_LOOP
from smail_lint.rule import front_end_rule

RULE = front_end_rule(INCLUDE_LOOP, __name__)
