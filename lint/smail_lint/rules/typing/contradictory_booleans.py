"""A switch that is on and off in one file or entry.

*Why it matters*

Only one of the two counts: the last one in the config file, the first one in an entry. Nobody who reads the other one
will know.

*Flagged*

```directors
user: driver=user, sender_okay, -sender_okay
```

*Better*

```directors
user: driver=user, -sender_okay
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.schema.attribute import FileKind
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Label, Severity
from smail_lint.facts.repeated import repeated
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import removed_at
from smail_lint.rule import Rule

KIND = Kind("SM223", "contradictory-booleans", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each switch of which another one of its file or entry says the contrary and counts."""
    for one in repeated(facts.written):
        if not one.contradictory:
            continue
        idle, counts = one.idle.node.at, one.counts.node.at
        config = one.idle.fact.kind is FileKind.CONFIG
        edits = removed_at(idle, config=config)
        yield Diagnostic(
            KIND,
            f"`{idle.text}` and `{counts.text}` contradict each other",
            idle,
            labels=(Label(counts, "the last one counts" if config else "the first one counts"),),
            help="remove the one that is not meant",
            fix=Fix("remove the one that does not count", "unsafe", edits) if edits else None,
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
