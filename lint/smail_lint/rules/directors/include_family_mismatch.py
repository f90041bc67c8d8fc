"""A director for the lists of another one that cannot name such lists.

*Why it matters*

aliasinclude takes lists that alias files name, forwardinclude those of forward files. With `matchdirector` it looks
at one director only; if that is of the other sort the two conditions never hold together, and the lists go unread.

*Flagged*

```directors
aliasinclude: driver=aliasinclude, nobody; matchdirector=dotforward, copysecure, copyowners
dotforward: driver=forwardfile, nobody; file=~/.forward, checkowner
user: driver=user; transport=local
```

*Better*

```directors
forwardinclude: driver=forwardinclude, nobody; matchdirector=dotforward, copysecure, copyowners
dotforward: driver=forwardfile, nobody; file=~/.forward, checkowner
user: driver=user; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Setting
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity, labelled
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import revalued
from smail_lint.rule import Rule

KIND = Kind("SM411", "include-family-mismatch", Severity.ERROR)


FAMILIES = {"aliasinclude": "aliasfile", "forwardinclude": "forwardfile"}
READERS = {family: driver for driver, family in FAMILIES.items()}


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director for lists whose `matchdirector` names one of another driver."""
    producers = {entry.name: entry for entry in reversed(facts.site.directors)}
    for entry in facts.directors:
        setting = entry.setting("matchdirector", private=True)
        producer = producers.get(str(setting.value)) if setting is not None else None
        if setting is None or producer is None or not producer.known or setting.place is None:
            continue
        wanted = FAMILIES.get(entry.driver) or entry.value("matchdriver", private=True) or producer.driver
        if producer.driver != wanted:
            yield _finding(entry, setting, producer, str(wanted))


def _finding(entry: Entry, setting: Setting, producer: Entry, wanted: str) -> Diagnostic:
    assert setting.place is not None
    return Diagnostic(
        KIND,
        f"`{entry.name}` takes lists of {wanted} directors, and `{producer.name}` is of driver {producer.driver}",
        setting.place,
        labels=labelled(producer.at, f"driver {producer.driver}"),
        notes=(f"`{entry.name}` never takes a list",),
        help=_help(producer.driver),
        fix=_fix(entry, producer.driver),
    )


def _help(driver: str) -> str:
    reader = READERS.get(driver)
    return f"write `driver={reader}`" if reader else f"a director of driver {driver} names no lists, drop the entry"


def _fix(entry: Entry, driver: str) -> Fix | None:
    written, reader = entry.setting("driver", private=False), READERS.get(driver)
    if written is None or reader is None or entry.driver not in FAMILIES:
        return None
    return Fix(f"make it driver {reader}", "unsafe", revalued(written, reader))


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
