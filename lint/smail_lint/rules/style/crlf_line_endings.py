"""Lines that end in CR LF.

*Why it matters*

A carriage return is no separator in lists of addresses: at the end of a line it belongs to the last word, and mail
for `bob` goes to a `bob` with an invisible character. A line that holds nothing else ends an entry, and a backslash
in front of it joins no lines.

*Flagged*

```directors
user: driver=user; transport=local␍
```

*Better*

```directors
user: driver=user; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import SourceFile
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.texts import data_files
from smail_lint.rule import Rule

KIND = Kind("SM906", "crlf-line-endings", Severity.WARNING)
_MOST = 10_000


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first such line of each file."""
    files = {id(one): one for one in (*facts.site.sources, *data_files(facts.site))}
    for source in files.values():
        first = source.data.find(b"\r\n")
        if first >= 0:
            yield _finding(source, first)


def _finding(source: SourceFile, first: int) -> Diagnostic:
    count = source.data.count(b"\r\n")
    edits: tuple[Edit, ...] = ()
    if count <= _MOST:
        edits = tuple(Edit(source.span(at, at + 1), "") for at in _returns(source.data, first))
    return Diagnostic(
        KIND,
        f"{'this line ends' if count == 1 else f'{count} lines of this file end'} in CR LF",
        source.span(first, first + 1),
        help="let lines end in LF alone, as `dos2unix` makes them",
        fix=Fix("remove the carriage returns", "unsafe", edits) if edits else None,
    )


def _returns(data: bytes, at: int) -> Iterator[int]:
    while at >= 0:
        yield at
        at = data.find(b"\r\n", at + 2)


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
