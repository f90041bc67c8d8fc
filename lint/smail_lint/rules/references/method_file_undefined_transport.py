"""A row of a method file that names a transport which does not exist.

*Why it matters*

Mail for the hosts of this row has no way to be delivered.

*Flagged*

```routers
hosts: driver=gethostbyname, method=by-host
```

```methods/by-host
* smpt
```

*Better*

```routers
hosts: driver=gethostbyname, method=by-host
```

```methods/by-host
* smtp
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import METHOD_TRANSPORT
from smail_lint.rule import front_end_rule

RULE = front_end_rule(METHOD_TRANSPORT, __name__, fix="unsafe")
