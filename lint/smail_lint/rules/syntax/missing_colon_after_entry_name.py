"""An entry name that is not followed by a colon.

*Why it matters*

The text in column 1 begins an entry, but without the colon its name is not known. Reading of the file stops here.

*Flagged*

```transports
archive driver=appendfile, local;
    file=/var/mail/archive
```

*Better*

```transports
archive: driver=appendfile, local;
    file=/var/mail/archive
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import MISSING_COLON
from smail_lint.rule import front_end_rule

RULE = front_end_rule(MISSING_COLON, __name__, fix="show")
