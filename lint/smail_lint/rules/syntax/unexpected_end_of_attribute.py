r"""An entry that ends inside an attribute.

*Why it matters*

A backslash protects the character behind it, and here there is none: the file was cut off, or a line that should
go on was lost. Reading stops here. (In the example the file ends behind the last backslash, with no newline.)

*Flagged*

```transports
archive: driver=appendfile, local;
    file=/var/mail/archive\
    \␄
```

*Better*

```transports
archive: driver=appendfile, local;
    file=/var/mail/archive
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import UNEXPECTED_END
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNEXPECTED_END, __name__)
