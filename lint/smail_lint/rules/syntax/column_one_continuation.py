"""A line that should continue an entry but starts in column 1.

*Why it matters*

Text in column 1 begins a new entry, even inside quotes. The entry above ends too early, and the line itself is read
as an entry name.

*Flagged*

```transports
archive: driver=appendfile, local;
file=/var/mail/archive
```

*Better*

```transports
archive: driver=appendfile, local;
    file=/var/mail/archive
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import COLUMN_ONE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(COLUMN_ONE, __name__, fix="unsafe")
