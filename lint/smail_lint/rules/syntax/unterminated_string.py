"""A value in double quotes whose closing quote is missing.

*Why it matters*

Everything up to the next quote, or to the end of the entry, becomes part of the value. The place where reading
fails is often far from the mistake, so the likeliest place of the lost quote is shown.

*Flagged*

```config
more_hostnames = "example.org:example.net
postmaster = root
```

*Better*

```config
more_hostnames = "example.org:example.net"
postmaster = root
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import UNTERMINATED_STRING
from smail_lint.rule import front_end_rule

RULE = front_end_rule(UNTERMINATED_STRING, __name__, fix="show")
