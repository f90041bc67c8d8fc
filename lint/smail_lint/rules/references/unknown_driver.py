"""A driver that does not exist for this kind of entry.

*Why it matters*

The file is refused. If the driver belongs to another file, the finding says so.

*Flagged*

```routers
hosts: driver=bnid, transport=smtp
```

*Better*

```routers
hosts: driver=bind, transport=smtp
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import UNKNOWN_DRIVER
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNKNOWN_DRIVER, __name__, fix="unsafe")
