"""A NUL byte in the text of an entry.

*Why it matters*

Smail reads text up to a NUL byte; what stands behind it in the same entry is lost without a word.

*Flagged*

```config
postmaster = root␀
```

*Better*

```config
postmaster = root
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import NUL_CHARACTER
from smail_lint.rule import front_end_rule

RULE = front_end_rule(NUL_CHARACTER, __name__)
