"""Forward files in homes are read no matter who wrote them.

*Why it matters*

A home that others may write, or a file in it that belongs to somebody else, is a way to run commands as its user.
`checkowner` takes files only from the user and from root, `modemask` refuses files that others may write.

*Flagged*

```directors
dotforward: driver=forwardfile; file=~/.forward
```

*Better*

```directors
dotforward: driver=forwardfile; file=~/.forward, checkowner, modemask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.forward_files import home_files
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import added
from smail_lint.rule import Rule

KIND = Kind("SM526", "no-owner-or-mode-checks", Severity.WARNING)

_REPAIR = "checkowner, modemask=022"


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director of files in homes that asks neither who owns them nor who may write them."""
    for one in home_files(facts.site):
        if not _checked(one.entry):
            yield Diagnostic(
                KIND,
                f"`{one.entry.name}` takes a file in a home whoever may write it",
                one.file.place or facts.site.start,
                notes=("such a file may name commands, which then run as the user of the home",),
                help=f"add `{_REPAIR}`",
                fix=Fix(f"add `{_REPAIR}`", "unsafe", added(one.file, _REPAIR)),
            )


def _checked(entry: Entry) -> bool:
    """Whether any demand is made, or nothing special is allowed anyway."""
    demands = ("checkowner", "owners", "owngroups", "modemask")
    careful = entry.value("caution", private=False) is True and entry.value("nobody", private=False) is False
    return careful or any(entry.value(name, private=True) for name in demands)


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
