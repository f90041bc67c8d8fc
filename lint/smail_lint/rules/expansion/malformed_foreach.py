"""A `${foreach:...}` whose parts are not in order.

*Why it matters*

It names a list and the text to write for each item; otherwise the whole text cannot be expanded. A
sound one is `${foreach:hostnames:owner@$value }`; often a plain text will do.

*Flagged*

```directors
user: driver=user, owner="${foreach:hostnames}"; transport=local
```

*Better*

```directors
user: driver=user, owner="owner@$primary_name"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import BAD_FOREACH
from smail_lint.rule import front_end_rule

RULE = front_end_rule(BAD_FOREACH, __name__)
