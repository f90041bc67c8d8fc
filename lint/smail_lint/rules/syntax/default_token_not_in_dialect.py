"""`$DEFAULT` where the dialect does not know it.

*Why it matters*

To Smail these are eight plain characters, or an unknown variable in a value that is expanded, which then fails. The
extended dialect of this toolchain puts the built-in value of the setting in their place; it must be declared, since
the file is then no longer one that Smail itself can read.

*Flagged*

```config
grades = "$DEFAULT:list:h"
```

*Better*

```config
# smail-dialect: extended
grades = "$DEFAULT:list:h"
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import DEFAULT_TOKEN
from smail_lint.rule import front_end_rule

RULE = front_end_rule(DEFAULT_TOKEN, __name__, fix="unsafe")
