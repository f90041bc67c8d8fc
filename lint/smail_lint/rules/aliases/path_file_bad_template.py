"""Values in the database of a router that its driver cannot use.

*Why it matters*

Mail for that host waits: a router that meets a value it does not understand puts the address off as a mistake of the
configuration. A route of `pathalias` ends in `!%s`, where the address goes, and names hosts with `!` between them.

*Flagged*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch
```

```paths
ash      ash
```

*Better*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch
```

```paths
ash      ash!%s
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import BAD_ROUTE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BAD_ROUTE, __name__)
