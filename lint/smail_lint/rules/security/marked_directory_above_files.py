"""A directory in `caution` or `unsecure` that is above those with the files.

*Why it matters*

A directory in these lists counts for files that lie in it, and not for those in directories below. With `/home` among
them no home is meant: the forward files of all users are trusted as before, and may name commands and files.

*Flagged*

```directors
dotforward: driver=forwardfile, nobody; file=~/.forward, checkowner, modemask=022, unsecure=/home:/tmp
user: driver=user; transport=local
```

*Better*

```directors
dotforward: driver=forwardfile, nobody; file=~/.forward, checkowner, modemask=022, unsecure=1000-9999:/tmp
user: driver=user; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.marked_directories import vain_directories
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM547", "marked-directory-above-files", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each such directory."""
    for one in vain_directories(facts.site):
        yield Diagnostic(
            KIND,
            f"`{one.directory}` in `{one.setting}` does not mean the files of {one.below} below it",
            one.at,
            notes=("a directory counts for the files in it alone",),
            help="name accounts, numbers like `1000-9999`, or the very directory of the files",
        )


RULE = Rule(KIND, "0.1", check, __name__)
