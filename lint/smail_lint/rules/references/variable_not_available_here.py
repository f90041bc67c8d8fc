"""A variable that never has a value where it is used.

*Why it matters*

Variables of the delivery, such as `host` and `transport`, are set when an address is finished; a director is asked
before that, and `set_home` and `default_home` are expanded without any address. The whole text then fails each time.

*Flagged*

```directors
lists: driver=forwardfile; file=lists/$host/${lc:user}
```

*Better*

```directors
lists: driver=forwardfile; file=lists/$primary_name/${lc:user}
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import NOT_AVAILABLE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(NOT_AVAILABLE, __name__)
