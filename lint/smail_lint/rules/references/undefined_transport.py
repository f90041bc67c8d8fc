"""A transport that neither the transports file nor the program defines.

*Why it matters*

Mail that this entry takes has no way to be delivered: it stays in the queue or comes back.

*Flagged*

```directors
user: driver=user; transport=locl
```

*Better*

```directors
user: driver=user; transport=local
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import UNDEFINED_TRANSPORT
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNDEFINED_TRANSPORT, __name__, fix="unsafe")
