"""`parent:` where there is no address at all.

*Why it matters*

The text is expanded without any address, so that none has a parent, and the whole text fails each time.

*Flagged*

```directors
lists: driver=aliasfile, set_home=/home/${parent:user}; file=lists, optional
```

*Better*

```directors
lists: driver=aliasfile, set_home=/home/lists; file=lists, optional
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import NO_PARENT
from smail_lint.rule import front_end_rule

RULE = front_end_rule(NO_PARENT, __name__)
