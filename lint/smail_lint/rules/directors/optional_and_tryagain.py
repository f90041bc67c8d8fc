"""A file that is both optional and to be tried again.

*Why it matters*

When the file cannot be opened, `optional` goes on as if it were empty, `tryagain` makes the mail wait. Together the
first counts: while a disk or a server is away, mail for names in the file goes to the directors behind it, or comes
back as for unknown users.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch, optional, tryagain
user: driver=user; transport=local
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch, tryagain
user: driver=user; transport=local
```
```aliases
postmaster: ann
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import setting_on
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM414", "optional-and-tryagain", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director or router that switches both on."""
    for entry in (*facts.directors, *facts.routers):
        optional, again = (setting_on(entry, name, private=True) for name in ("optional", "tryagain"))
        if optional is not None and again is not None and optional.at is not None and again.at is not None:
            first, second = sorted((optional.at, again.at), key=lambda at: at.start)
            yield Diagnostic(
                KIND,
                f"`{entry.name}` has both `optional` and `tryagain`",
                second,
                labels=(Label(first, "the other reaction to a file that cannot be opened"),),
                notes=("`optional` counts: without the file mail goes on as if it held nothing",),
                help="keep `tryagain` for a file that should be there",
                fix=Fix("drop `optional`", "unsafe", removed(optional)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
