"""A file that an entry names and that is not there.

*Why it matters*

Every address that comes to this entry is put off until the file can be read. `optional` tells that the file may be
missing.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliasses
```

```aliases
info: root
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
info: root
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import MISSING_FILE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(MISSING_FILE, __name__)
