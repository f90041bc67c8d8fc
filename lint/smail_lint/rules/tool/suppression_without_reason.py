"""A comment silences a rule and does not say why.

*Why it matters*

Whoever reads the file next year cannot tell whether the reason still holds. For sites whose policy wants reasons:
select this rule.

*Flagged*

```config
max_hop_count = 5  # smail-check: ignore[SM713]
```

*Better*

```config
max_hop_count = 5  # smail-check: ignore[SM713] all mail stays on the campus
```
"""

from __future__ import annotations

from smail_compiler.text.diagnostic import Kind, Severity
from smail_lint.rule import front_end_rule

KIND = Kind("SM003", "suppression-without-reason", Severity.STYLE)
RULE = front_end_rule(KIND, __name__, optional=True)
