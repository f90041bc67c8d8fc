"""A retry row that gives up before its first pause is over.

*Why it matters*

A host is tried again when the interval has passed, and mail for it fails when the duration has. With the duration
the shorter one, the first attempt that fails for a passing reason is in effect the last, and the sender gets the
mail back within minutes.

*Flagged*

```retry
*    1h/10m
```

*Better*

```retry
*    10m/5d
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import RetryRule
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.retry_rows import Row, written_rows
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM702", "retry-duration-shorter-than-interval", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each row whose duration is there and less than its first pause."""
    for row in written_rows(facts.site):
        if 0 < row.rule.duration < _first_pause(row.rule):
            yield Diagnostic(
                KIND,
                f"mail for {row.hosts} is given up before it is tried a second time",
                row.times_at,
                notes=("the first number is the pause between attempts, the second how long mail is kept",),
                help="write the shorter one first: `10m/5d`",
                fix=_swapped(row),
            )


def _first_pause(rule: RetryRule) -> int:
    """Seconds from the first attempt to the second."""
    return rule.first[0] if rule.first else rule.interval


def _swapped(row: Row) -> Fix | None:
    """The two halves exchanged, where they are a plain pair."""
    first, slash, second = row.times.partition("/")
    if not slash or "," in first or ";" in second:
        return None
    at: Span = row.times_at
    return Fix("exchange interval and duration", "unsafe", (Edit(at, f"{second}/{first}"),))


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
