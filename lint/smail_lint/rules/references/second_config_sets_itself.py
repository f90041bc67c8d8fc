"""The second config file names another.

*Why it matters*

Only the first file can name a second one. The name is taken in and never looked at, so that none of the settings in
that file is in force.

*Flagged*

```config
second_config_file = config.local
```

```config.local
second_config_file = config.more
```

*Better*

```config
second_config_file = config.local
```

```config.local
max_hop_count = 30
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import SECOND_OF_SECOND
from smail_lint.rule import front_end_rule

RULE = front_end_rule(SECOND_OF_SECOND, __name__)
