"""A `${lookup:...}` whose parts are not in order.

*Why it matters*

A lookup names a variable, a protocol, a file, and what to write when the key is found; otherwise the whole text
cannot be expanded.

*Flagged*

```directors
user: driver=user, owner="${lookup:user:lsearch}"; transport=local
```

*Better*

```directors
user: driver=user, owner="${lookup:user:lsearch{owners} {$value} else {postmaster}}"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import BAD_LOOKUP
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BAD_LOOKUP, __name__)
