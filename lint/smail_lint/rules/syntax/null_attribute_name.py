"""A place where an attribute must stand and none does.

*Why it matters*

Two separators in a row, or a character that no name can begin with: reading of the file stops here.

*Flagged*

```transports
archive: driver=appendfile,, local; file=/var/mail/archive
```

*Better*

```transports
archive: driver=appendfile, local; file=/var/mail/archive
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import NULL_ATTRIBUTE_NAME
from smail_lint.rule import front_end_rule

RULE = front_end_rule(NULL_ATTRIBUTE_NAME, __name__)
