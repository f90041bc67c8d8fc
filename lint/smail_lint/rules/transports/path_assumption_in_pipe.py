"""A command without a path.

*Why it matters*

The child gets a short, fixed search path and hardly any environment. A program in a directory of its own is not
found, and every delivery fails; that it works in a login shell proves nothing.

*Flagged*

```transports
lists: driver=pipe, local; cmd="formail -s list-post", umask=022
```

*Better*

```transports
lists: driver=pipe, local; cmd="/usr/bin/formail -s list-post", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import command, written
from smail_lint.rule import Rule

KIND = Kind("SM922", "path-assumption-in-pipe", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each pipe whose program is a plain word without a slash."""
    for entry, _ in written(facts.transports, "pipe"):
        words = command(entry)
        first = words.words[0] if words is not None and words.words else None
        name = first.constant if first is not None else None
        if first is not None and name and "/" not in name:
            yield Diagnostic(
                KIND,
                f"`{name}` is looked for in a short, fixed search path",
                first.at,
                help=f"write its whole path, such as `/usr/bin/{name}`",
            )


RULE = Rule(KIND, "0.1", check, __name__)
