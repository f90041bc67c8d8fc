"""Lines indented by tabs beside lines indented by blanks.

*Why it matters*

What stands in one column for one reader is far apart for another. The rule is a matter of taste and runs only when it
is selected: `--select SM908`.

*Flagged*

```directors
user:
        driver=user,
␉owner=postmaster;
        transport=local
```

*Better*

```directors
user:
        driver=user,
        owner=postmaster;
        transport=local
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.texts import TextFile
from smail_lint.rule import Rule

KIND = Kind("SM908", "mixed-indentation", Severity.STYLE)
_INDENT = re.compile(rb"^[ \t]+(?=[^ \t\r\n])", re.MULTILINE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each line indented in the way that is the rarer one of its file; tabs, where both are as frequent."""
    for file in facts.texts:
        tabs, blanks = _sorted(file)
        if tabs and blanks:
            for at in tabs if len(tabs) <= len(blanks) else blanks:
                yield _finding(at)


def _sorted(file: TextFile) -> tuple[list[Span], list[Span]]:
    """The indentations with tabs, and those of blanks alone, outside of values."""
    tabs: list[Span] = []
    blanks: list[Span] = []
    for one in _INDENT.finditer(file.source.data):
        if not file.inside(one.start()):
            (tabs if b"\t" in one[0] else blanks).append(file.source.span(*one.span()))
    return tabs, blanks


def _finding(at: Span) -> Diagnostic:
    tabs = "\t" in at.text
    return Diagnostic(
        KIND,
        f"indented by {'tabs' if tabs else 'blanks'}, and most lines by {'blanks' if tabs else 'tabs'}",
        at,
        help="indent all lines in one way; `--format-source` does",
        fix=Fix("write blanks", "safe", (Edit(at, at.text.expandtabs()),)) if tabs else None,
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", preview=True)
