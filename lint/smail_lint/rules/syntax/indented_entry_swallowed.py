"""An entry that starts with a blank and so belongs to the entry above.

*Why it matters*

Only text in column 1 begins an entry. An indented one continues the entry above it, which then cannot be read.

*Flagged*

```transports
archive: driver=appendfile, local;
    file=/var/mail/archive
  copy: driver=appendfile, local;
    file=/var/mail/copy
```

*Better*

```transports
archive: driver=appendfile, local;
    file=/var/mail/archive
copy: driver=appendfile, local;
    file=/var/mail/copy
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import INDENTED_ENTRY
from smail_lint.rule import front_end_rule

RULE = front_end_rule(INDENTED_ENTRY, __name__)
