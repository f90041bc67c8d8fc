"""A row of the qualify file that is not two words.

*Why it matters*

Rows that do not have the form `name domain` are left out without a word, and the mailer goes on with the next one. So
the name stays short in the addresses that are sent to other hosts, or a later row for `*` gives it another domain.

*Flagged*

```qualify
ash
oak     lab.example.org
```

*Better*

```qualify
ash     lab.example.org
oak     lab.example.org
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import QUALIFY_ROW
from smail_lint.rule import front_end_rule

RULE = front_end_rule(QUALIFY_ROW, __name__)
