"""`+=` or `=+` where the dialect has neither.

*Why it matters*

Smail has no way to add to a list: it refuses the file at this line. The extended dialect of this toolchain has one,
`name += value` to append and `name =+ value` to put in front, for lists of the config file; it must be declared,
since the file is then no longer one that Smail itself can read.

*Flagged*

```config
more_hostnames = mail.example.org
more_hostnames += www.example.org
```

*Better*

```config
# smail-dialect: extended
more_hostnames = mail.example.org
more_hostnames += www.example.org
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import ADDING_OPERATOR
from smail_lint.rule import front_end_rule

RULE = front_end_rule(ADDING_OPERATOR, __name__, fix="unsafe")
