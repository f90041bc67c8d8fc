"""An attribute before the `;` that entries of this file do not have.

*Why it matters*

Attributes before the first `;` are those that every entry of the file may have; those of the driver come after it.
The file is refused.

*Flagged*

```transports
archive: driver=pipe, umask=022; cmd="/usr/local/bin/archive"
```

*Better*

```transports
archive: driver=pipe; cmd="/usr/local/bin/archive", umask=022
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import UNKNOWN_GENERIC
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNKNOWN_GENERIC, __name__, fix="safe")
