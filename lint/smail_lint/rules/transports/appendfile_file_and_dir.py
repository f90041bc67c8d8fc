"""An appendfile transport with both `file` and `dir`, or neither.

*Why it matters*

`file` adds to one file, `dir` makes a new one for each message. With both, `file` wins and the directory stays
empty; with neither every delivery waits as a configuration error.

*Flagged*

```transports
local: driver=appendfile, local; dir=/var/box/${lc:user}, file=/var/box/${lc:user}/all, mode=0600
```

*Better*

```transports
local: driver=appendfile, local; dir=/var/box/${lc:user}, mode=0600
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity, labelled
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM446", "appendfile-file-and-dir", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each appendfile transport that has not exactly one of the two."""
    for entry, at in written(facts.transports, "appendfile"):
        file, directory = (entry.setting(name, private=True) for name in ("file", "dir"))
        whole = file is not None and file.value is not None
        if whole and file is not None and directory is not None and directory.value is not None:
            yield Diagnostic(
                KIND,
                f"`{entry.name}` has both `file` and `dir`",
                directory.at or at,
                labels=labelled(file.at, "this one counts"),
                help="keep `dir` for one file a message, `file` for a mailbox",
            )
        elif not whole and (directory is None or directory.value is None):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` has neither `file` nor `dir`",
                at,
                notes=("every delivery by it waits until one is there",),
                help="add `dir` for one file a message, or `file` for a mailbox",
            )


RULE = Rule(KIND, "0.1", check, __name__)
