"""An alias whose line begins with a blank, so that it belongs to the entry above.

*Why it matters*

An indented line continues the entry above it. In a list of addresses a word with a colon is the name of a group,
which counts for nothing together with everything in front of it: the entry above loses its own targets, and gets
those of the line that was meant to be an alias. Mail goes to the wrong people, and nobody is told.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
sales: berta
  info: carl
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
sales: berta
info: carl
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Label, Severity
from smail_lint.facts.alias_search import entries_with
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM647", "indented-alias", Severity.WARNING)
_LINE = re.compile(rb"(?<=\n)[ \t]+([A-Za-z0-9_][\w.+-]*):(?=[ \t]+[^ \t\n;])")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first such line of each entry, where no comma in front of it begins another item."""
    for entry in entries_with(facts.site, _LINE):
        data = entry.source.data
        found = _LINE.search(data, entry.value_start, entry.end)
        above = data[entry.value_start : found.start()].rstrip() if found is not None else b""
        if found is None or not above or above.endswith((b",", b"\\")) or above.count(b'"') % 2 or b"#" in above:
            continue
        key = entry.source.span(found.start(1), found.end(1))
        blanks = entry.source.span(found.start(), found.start(1))
        yield Diagnostic(
            KIND,
            f"`{key.text}:` is indented, so it belongs to `{entry.key}` and takes the place of what stands there",
            key,
            labels=(Label(entry.key_at, "its mail goes to what follows the colon"),),
            help="begin the line in column 1, if it is to be an alias",
            fix=Fix("take the blanks out", "unsafe", (Edit(blanks, ""),)),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
