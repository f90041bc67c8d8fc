"""Two settings that both say whose lists are trusted.

*Why it matters*

`copysecure` and `copyowners` take the demands on a list from the director that named it. Demands of the entry's own
count beside them: a mask is joined, so that more modes are forbidden than either says, and owners are added, so that
lists of more accounts are trusted than the director of the aliases allows.

*Flagged*

```directors
aliasinclude: driver=aliasinclude, nobody; copyowners, owners=root:list
```

*Better*

```directors
aliasinclude: driver=aliasinclude, nobody; copyowners
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import setting_on, written
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM420", "include-checks-contradict", Severity.WARNING)


_PAIRS = (
    ("copyowners", "owners", "a list of either is trusted"),
    ("copyowners", "owngroups", "a list of either is trusted"),
    ("copysecure", "modemask", "the bits of both masks are forbidden"),
)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each demand of a director for lists that stands beside a flag for the same."""
    for entry, _ in written(facts.directors, "aliasinclude", "forwardinclude", "genericinclude"):
        for flag, name, effect in _PAIRS:
            yield from _of_pair(entry, flag, name, effect)


def _of_pair(entry: Entry, flag: str, name: str, effect: str) -> Iterator[Diagnostic]:
    copied, own = setting_on(entry, flag, private=True), entry.setting(name, private=True)
    if copied is not None and copied.at is not None and own is not None and own.at is not None and own.value:
        yield Diagnostic(
            KIND,
            f"`{name}` counts beside what `{flag}` copies",
            own.at,
            labels=(Label(copied.at, "takes it from the director that named the list"),),
            notes=(effect,),
            help=f"keep one of the two: `{flag}`, or `{name}` for all lists alike",
            fix=Fix(f"drop `{name}`", "unsafe", removed(own)),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
