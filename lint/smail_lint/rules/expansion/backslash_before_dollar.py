r"""A backslash before a `$` that does not make it a plain character.

*Why it matters*

In a text that is expanded `\$` is a plain dollar sign. But a value in a file is unquoted first, and that takes one
backslash away: of `"\$user"` only `$user` is left, and the name of the user is put in. Behind an even number of
backslashes, too, the variable is read; Smail itself keeps all of those backslashes, this toolchain half of them.

*Flagged*

```config
from_field = "From: the \$user"
```

*Better*

```config
from_field = "From: the user ($sender)"
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import BACKSLASH_BEFORE_DOLLAR
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BACKSLASH_BEFORE_DOLLAR, __name__)
