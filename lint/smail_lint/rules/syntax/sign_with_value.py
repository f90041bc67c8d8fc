"""A name that has both a sign and a value.

*Why it matters*

`+name` switches something on, `-name` off or unsets it, `name = value` gives it a value. The forms do not mix.

*Flagged*

```config
+postmaster = root
```

*Better*

```config
postmaster = root
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import SIGN_WITH_VALUE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(SIGN_WITH_VALUE, __name__, fix="unsafe")
