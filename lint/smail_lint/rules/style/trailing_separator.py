"""A comma or semicolon behind the last attribute.

*Why it matters*

It is allowed, and looks like the rest of the entry had been lost. The rule is a matter of taste and runs only when it
is selected: `--select SM904`.

*Flagged*

```directors
user: driver=user; transport=local,
```

*Better*

```directors
user: driver=user; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.table_entries import nodes, tail
from smail_lint.rule import Rule

KIND = Kind("SM904", "trailing-separator", Severity.STYLE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each entry with such a mark; two are told together."""
    for entry in nodes(facts.site):
        marks = tail(entry)
        if marks:
            yield Diagnostic(
                KIND,
                f"nothing follows this `{marks[0].text}`",
                marks[0],
                help="remove it",
                fix=Fix("remove it", "safe", tuple(Edit(one, "") for one in marks)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", preview=True)
