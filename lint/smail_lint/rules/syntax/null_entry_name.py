"""An entry without a name.

*Why it matters*

A colon in column 1 begins an entry that nothing can refer to; reading of the file stops here.

*Flagged*

```transports
: driver=appendfile, local; file=/var/mail/archive
```

*Better*

```transports
archive: driver=appendfile, local; file=/var/mail/archive
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import NULL_ENTRY_NAME
from smail_lint.rule import front_end_rule

RULE = front_end_rule(NULL_ENTRY_NAME, __name__)
