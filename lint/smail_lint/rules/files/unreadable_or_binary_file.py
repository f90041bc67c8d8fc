"""A file of the configuration that cannot be read, or that is not text.

*Why it matters*

A file that cannot be opened, or that holds NUL bytes, contributes nothing: every entry in it is missing from the
configuration. A database in a binary format in the place of its text source is the usual cause.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
␀␁␂postmaster␀root␀
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
postmaster: root
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import UNREADABLE_FILE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNREADABLE_FILE, __name__)
