"""A number below 0.

*Why it matters*

A sign in front of a number is taken as it stands, and nothing that is counted here can be less than nothing. Most
often "no limit" was meant, which is said otherwise, or `-name`, which sets a number to 0.

*Flagged*

```config
smtp_accept_max = -1
```

*Better*

```config
smtp_accept_max = 100
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import NEGATIVE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(NEGATIVE, __name__)
