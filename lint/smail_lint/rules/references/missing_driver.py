"""An entry without a driver.

*Why it matters*

The driver decides what an entry does. Without one, a default takes its place that fits hardly any entry.

*Flagged*

```directors
user: -driver; transport=local
```

*Better*

```directors
user: driver=user; transport=local
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import MISSING_DRIVER
from smail_lint.rule import front_end_rule

RULE = front_end_rule(MISSING_DRIVER, __name__)
