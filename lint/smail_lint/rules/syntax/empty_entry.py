"""An entry that has a name and nothing else.

*Why it matters*

It has no driver of its own, so it does what the default driver does with nothing to work on.

*Flagged*

```transports
archive:
copy: driver=appendfile, local; file=/var/mail/copy
```

*Better*

```transports
archive: driver=appendfile, local; file=/var/mail/archive
copy: driver=appendfile, local; file=/var/mail/copy
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import EMPTY_ENTRY
from smail_lint.rule import front_end_rule

RULE = front_end_rule(EMPTY_ENTRY, __name__)
