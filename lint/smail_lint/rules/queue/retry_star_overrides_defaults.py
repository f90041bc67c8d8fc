"""A value of `retry_interval` or `retry_duration` that the row for `*` makes void.

*Why it matters*

The two variables make the row for all hosts when the retry file has none. It has one, so what is set here is never
looked at.

*Flagged*

```config
retry_duration = 9d
```
```retry
*    15m/5d
```

*Better*

```retry
*    15m/9d
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.retry_rows import written_rows
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM721", "retry-star-overrides-defaults", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each of the two variables that is written while the retry file ends with a row for all."""
    star = next((row for row in written_rows(facts.site) if row.for_all), None)
    if star is None:
        return
    for name in ("retry_interval", "retry_duration"):
        setting = facts.site.variables[name]
        if setting.at is not None:
            yield Diagnostic(
                KIND,
                f"`{setting.spelled}` has no effect",
                setting.at,
                labels=(Label(star.domains[0][1], "this row is for all hosts"),),
                help="remove it, or remove the row for `*`",
            )


RULE = Rule(KIND, "0.1", check, __name__)
