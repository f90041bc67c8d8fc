"""A row of the qualify file for a name that is never looked up.

*Why it matters*

Only names without a dot are completed. A row for a name with one has no effect.

*Flagged*

```qualify
ash.lab     example.org
```

*Better*

```qualify
ash     lab.example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import without
from smail_lint.rule import Rule

KIND = Kind("SM439", "qualify-entry-has-dots", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each row whose name has a dot."""
    for row in facts.site.qualify:
        if "." in row.host:
            yield Diagnostic(
                KIND,
                f"`{row.host}` has a dot, and is never completed",
                row.at,
                notes=("names with a dot stay as they are",),
                help="drop the row, or name the host by its first part alone",
                fix=Fix("drop the row", "unsafe", without(row.at)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
