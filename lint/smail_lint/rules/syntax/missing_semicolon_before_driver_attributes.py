"""A driver attribute in an entry that has no `;` at all.

*Why it matters*

Everything before the first `;` is looked up among the generic attributes only, and everything behind it among those
of the driver only. Without a `;` the file is refused at the first attribute of the driver.

*Flagged*

```transports
archive: driver=pipe, cmd="/usr/local/bin/archive", umask=022
```

*Better*

```transports
archive: driver=pipe; cmd="/usr/local/bin/archive", umask=022
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import MISSING_SEMICOLON
from smail_lint.rule import front_end_rule

RULE = front_end_rule(MISSING_SEMICOLON, __name__, fix="safe")
