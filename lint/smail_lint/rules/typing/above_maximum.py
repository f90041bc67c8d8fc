"""A number too large to be kept.

*Why it matters*

Smail keeps the lower bits only, so that quite another number is in force.

*Flagged*

```config
max_hop_count = 5000M
```

*Better*

```config
max_hop_count = 50
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import ABOVE_MAXIMUM
from smail_lint.rule import front_end_rule

RULE = front_end_rule(ABOVE_MAXIMUM, __name__)
