"""Something that the dialect of the site no longer has.

*Why it matters*

The name was dropped between the editions: Smail 3.2 refuses the whole file. A site declares its dialect at the top of
its config file; without a declaration it is 3.2 as soon as something is in use that only 3.2 has, and the finding
says what that is.

*Flagged*

```config
# smail-dialect: 3.2
```

```transports
box: driver=appendfile, local; file="/var/mail/shared", check_path
```

*Better*

```config
# smail-dialect: 3.2
```

```transports
box: driver=appendfile, local; file="/var/mail/shared"
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import REMOVED
from smail_lint.rule import front_end_rule

RULE = front_end_rule(REMOVED, __name__)
