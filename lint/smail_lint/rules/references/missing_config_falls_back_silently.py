"""A configuration file named in `config` that is not there, so that built-in entries take its place.

*Why it matters*

Without `require_configs` a missing file is no error: the built-in routers, directors or transports are used, and
nobody is told.

*Flagged*

```config
router_file = routes
```

*Better*

```config
router_file = ways
```

```ways
hosts: driver=gethostbyname, transport=smtp
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import FALLS_BACK
from smail_lint.rule import front_end_rule

RULE = front_end_rule(FALLS_BACK, __name__)
