"""A configuration file that `require_configs` asks for and that is not there.

*Why it matters*

With `require_configs` the program refuses to start without its files; mail is only queued.

*Flagged*

```config
+require_configs
```

*Better*

```config
-require_configs
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import REQUIRED_FILE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(REQUIRED_FILE, __name__)
