"""A word that is not among those an attribute takes.

*Why it matters*

Smail takes the word and then does something else than it says.

*Flagged*

```config
delivery_mode = later
```

*Better*

```config
delivery_mode = queued
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import BAD_WORD
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BAD_WORD, __name__, fix="unsafe")
