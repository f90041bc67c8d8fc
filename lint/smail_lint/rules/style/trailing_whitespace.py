"""Blanks or tabs at the end of a line.

*Why it matters*

They cannot be seen, show up as changes, and matter to some old readers. Those inside of a value, and those that
keep a backslash from joining two lines, are left alone. The rule is a matter of taste and runs only when it is
selected: `--select SM905`.

*Flagged*

```config
max_hop_count = 30␠
```

*Better*

```config
max_hop_count = 30
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM905", "trailing-whitespace", Severity.STYLE)
_BLANKS = re.compile(rb"(?<![ \t])[ \t]+$", re.MULTILINE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each line that ends in blanks outside of values."""
    for file in facts.texts:
        data = file.source.data
        for one in _BLANKS.finditer(data):
            if not file.inside(one.start()) and data[one.start() - 1 : one.start()] != b"\\":
                at = file.source.span(*one.span())
                yield Diagnostic(
                    KIND,
                    "blanks at the end of the line",
                    at,
                    help="remove them",
                    fix=Fix("remove them", "safe", (Edit(at, ""),)),
                )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", preview=True)
