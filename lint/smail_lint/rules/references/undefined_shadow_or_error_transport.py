"""A transport named by `shadow` or `error_transport` that does not exist.

*Why it matters*

The copy, or the mail that could not be delivered, is lost without a word.

*Flagged*

```transports
archive: driver=appendfile, local, shadow=faces; file=/var/mail/archive
```

*Better*

```transports
archive: driver=appendfile, local, shadow=copy; file=/var/mail/archive
copy: driver=appendfile, local; file=/var/mail/copy, mode=0600
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import UNDEFINED_SHADOW
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNDEFINED_SHADOW, __name__)
