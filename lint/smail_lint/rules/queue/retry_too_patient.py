"""Mail that is kept and tried for more than a month.

*Why it matters*

The sender learns after a month that nobody got the mail. RFC 5321, section 4.5.4.1, names four to five days.

*Flagged*

```retry
*    1h/1y
```

*Better*

```retry
*    1h/5d
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.parameters import Parameter
from smail_lint.facts.retry_rows import written_rows
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM708", "retry-too-patient", Severity.INFO)
LONGEST = Parameter(KIND.code, "longest", 31 * 86_400, 3600, 10 * 366 * 86_400, "seconds that mail may be kept")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each row that keeps mail for more than 31 days."""
    for row in written_rows(facts.site):
        if row.rule.duration > facts.number(LONGEST):
            days = row.rule.duration // 86_400
            yield Diagnostic(
                KIND,
                f"mail for {row.hosts} is kept for {days} days before its sender hears of it",
                row.times_at,
                help="keep it for about five days",
            )


RULE = Rule(KIND, "0.1", check, __name__, preview=True, parameters=(LONGEST,))
