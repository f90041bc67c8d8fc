"""A domain that is cut off, and tried once more.

*Why it matters*

`domain` is cut off the host before it is looked up; `try` is for what is cut off when that found nothing. The same
item in both makes the second attempt equal to the first.

*Flagged*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch, optional, domain=uucp, try=uucp
```

*Better*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch, optional, domain=uucp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Label, Severity
from smail_lint.facts.characters import fold
from smail_lint.facts.entries import items
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM466", "domain-and-try-overlap", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each router with an item in both lists."""
    for entry, _ in written(facts.routers):
        again, cut = entry.setting("try", private=True), entry.setting("domain", private=True)
        if again is None or cut is None or again.place is None or cut.at is None:
            continue
        first = {fold(item).removeprefix(".") for item in items(entry, "domain")}
        both = [item for item in items(entry, "try") if fold(item).removeprefix(".") in first]
        if both:
            yield Diagnostic(
                KIND,
                f"`{both[0]}` stands in `domain` and in `try`",
                again.place,
                labels=(Label(cut.at, "it is cut off here already"),),
                help="keep it in one of them",
                fix=Fix("drop `try`", "unsafe", removed(again)) if len(both) == len(items(entry, "try")) else None,
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
