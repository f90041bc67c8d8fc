r"""An escape in a quoted value that gives a NUL character and cuts the value there.

*Why it matters*

`\0` and `\x0` end the value. In directors, routers and transports the characters behind it even become an
attribute of their own.

*Flagged*

```config
listen_name = "a"
postmaster = "root\0admin"
```

*Better*

```config
postmaster = "root"
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import CUT_AT_NUL
from smail_lint.rule import front_end_rule

RULE = front_end_rule(CUT_AT_NUL, __name__)
