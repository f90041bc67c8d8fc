"""A value of the wrong kind.

*Why it matters*

A switch takes no value, everything else needs one, and numbers are made of digits. The file is refused.

*Flagged*

```transports
relay: driver=tcpsmtp, -max_addrs, received=yes
```

*Better*

```transports
relay: driver=tcpsmtp, -max_addrs, +received
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import WRONG_KIND
from smail_lint.rule import front_end_rule

RULE = front_end_rule(WRONG_KIND, __name__, fix="unsafe")
