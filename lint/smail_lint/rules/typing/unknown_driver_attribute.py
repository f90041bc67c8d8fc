"""An attribute after the `;` that the driver does not have.

*Why it matters*

Attributes after the first `;` belong to the driver. The finding says whether the name is one for all entries, which
stands before the `;`, or belongs to another driver. The file is refused.

*Flagged*

```transports
relay: driver=tcpsmtp;
    short_timeout=5m,
    max_addrs=20
```

*Better*

```transports
relay: driver=tcpsmtp, max_addrs=20;
    short_timeout=5m
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import UNKNOWN_PRIVATE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNKNOWN_PRIVATE, __name__, fix="safe")
