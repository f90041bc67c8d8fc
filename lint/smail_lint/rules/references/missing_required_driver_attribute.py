"""An entry without an attribute that its driver cannot do without.

*Why it matters*

The entry cannot do its work: the mail it takes is kept in the queue or fails.

*Flagged*

```transports
archive: driver=pipe
```

*Better*

```transports
archive: driver=pipe; cmd="/usr/local/bin/archive", umask=022
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import MISSING_ATTRIBUTE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(MISSING_ATTRIBUTE, __name__)
