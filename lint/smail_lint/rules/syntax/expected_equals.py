"""A name in the config file followed by something other than `=`.

*Why it matters*

Each entry of the config file is a name alone, a name with a sign, or `name = value`.

*Flagged*

```config
postmaster root
```

*Better*

```config
postmaster = root
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import EXPECTED_EQUALS
from smail_lint.rule import front_end_rule

RULE = front_end_rule(EXPECTED_EQUALS, __name__)
