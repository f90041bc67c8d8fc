"""Two attributes with no comma between them.

*Why it matters*

Attributes are parted by `,` or `;`. Where neither stands, reading of the file stops, and the entries after it are
missing from the configuration.

*Flagged*

```transports
archive: driver=appendfile, local
    received;
    file=/var/mail/archive
```

*Better*

```transports
archive: driver=appendfile, local,
    received;
    file=/var/mail/archive
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import MISSING_COMMA
from smail_lint.rule import front_end_rule

RULE = front_end_rule(MISSING_COMMA, __name__, fix="safe")
