"""A retry row without a duration, which gives mail up at the first failure.

*Why it matters*

What is left out of a row is 0, neither "no limit" nor the value of `retry_duration`. A duration of 0 means that
mail for these hosts fails at the first attempt that goes wrong, however short the trouble.

*Flagged*

```retry
slow.example    2h
*               15m/5d
```

*Better*

```retry
slow.example    2h/9d
*               15m/5d
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.retry_rows import written_rows
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM703", "retry-zero-duration", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each row with a pause and without a duration; `/0` says outright that nothing is to be kept."""
    for row in written_rows(facts.site):
        _, slash, duration = row.times.partition(";")[0].partition("/")
        if row.rule.duration == 0 and row.rule.interval and (not slash or not duration):
            yield Diagnostic(
                KIND,
                f"mail for {row.hosts} fails at its first failed attempt",
                row.times_at,
                notes=("without a number behind the slash the duration is 0, not endless",),
                help="write how long mail is kept, as in `2h/5d`, or `/0` if it is meant",
            )


RULE = Rule(KIND, "0.1", check, __name__)
