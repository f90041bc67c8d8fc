"""A name in the config file that is no variable.

*Why it matters*

The setting has no effect, and Smail refuses the file: mail is accepted and queued, but not delivered. If the name
belongs to directors, routers or transports, the finding says so.

*Flagged*

```config
max_hopcount = 25
```

*Better*

```config
max_hop_count = 25
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import UNKNOWN_VARIABLE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNKNOWN_VARIABLE, __name__, fix="unsafe")
