"""Names on lines of their own above a phrase and `<address>`, with no comma between.

*Why it matters*

Commas are optional, but before `<` everything back to the last comma is a phrase: a remark that receives no mail.
Smail drops the names above it without a word. This release delivers to them, and asks for the comma that says so.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
staff: anna
    berta
    Carl Meier <carl@example.org>
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
staff: anna,
    berta,
    Carl Meier <carl@example.org>
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import SWALLOWED
from smail_lint.rule import front_end_rule

RULE = front_end_rule(SWALLOWED, __name__, fix="unsafe")
