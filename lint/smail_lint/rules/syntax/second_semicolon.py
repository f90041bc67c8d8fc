"""An entry with more than one `;`.

*Why it matters*

The first `;` ends the generic part, and no later one ends anything: all that follows still belongs to the driver.
Who writes a second one expects a third part, or generic attributes to be possible again.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases; optional
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, optional
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.table_entries import gaps, separators
from smail_lint.rule import Rule

KIND = Kind("SM113", "second-semicolon", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `;` between two attributes of the driver."""
    for entry, gap in gaps(facts.site):
        for at in (one for one in separators(gap) if one.text == ";"):
            yield Diagnostic(
                KIND,
                "the driver's part began already, so this `;` is only a comma",
                at,
                labels=(Label(entry.semicolon_at, "the driver's part begins here"),) if entry.semicolon_at else (),
                help="write a comma",
                fix=Fix("write a comma", "safe", (Edit(at, ","),)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe")
