"""A declaration of the dialect that does not count.

*Why it matters*

The dialect is declared by a comment above the first entry of the first config file. Anywhere else, or with a name
that is no dialect, the line is a comment and nothing more, and the site is read in another dialect than it says.

*Flagged*

```config
# smail-dialect: 3.0
max_hop_count = 30
```

*Better*

```config
# smail-dialect: 3.1
max_hop_count = 30
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import BAD_DECLARATION
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BAD_DECLARATION, __name__, fix="unsafe")
