"""Something newer than the dialect of the site.

*Why it matters*

An older Smail does not know the name and refuses the whole file. A site declares its dialect at the top of its config
file; without a declaration it is 3.2, unless something is in use that only 3.1 has.

*Flagged*

```config
# smail-dialect: 3.1
resolve_timeout = 3d
```

*Better*

```config
# smail-dialect: 3.2
resolve_timeout = 3d
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import TOO_NEW
from smail_lint.rule import front_end_rule

RULE = front_end_rule(TOO_NEW, __name__)
