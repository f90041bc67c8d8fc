"""Entries of a DBM database that no look-up reaches.

*Why it matters*

Smail asks such a database for a name in small letters with a NUL behind it, and keys are compared byte by byte. An
entry with a capital letter in its key, or without the NUL, is there for nobody, and its mail is refused as for an
unknown user. `mkdbm` writes keys as they should be; other tools often do not.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=dbm
user: driver=user; transport=local
```
```aliases.dir
'Info\\x00', (0, 5)
'abuse\\x00', (5, 6)
'postmaster\\x00', (5, 6)
```
```aliases.dat
anna␀berta␀
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
info:       anna
abuse:      berta
postmaster: berta
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import KEY_NEVER_FOUND
from smail_lint.rule import front_end_rule

RULE = front_end_rule(KEY_NEVER_FOUND, __name__)
