"""Comments and continued lines in a file for binary search.

*Why it matters*

Such a file has one line for each key and nothing else. A comment is a line like any other, with a key that is out of
order, so the search may go the wrong way at it and miss names. A line that begins with a blank does not continue the
one above: its addresses get no mail.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=bsearch
user: driver=user; transport=local
```
```aliases
# roles
abuse     root
info      anna
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=bsearch
user: driver=user; transport=local
```
```aliases
abuse     root
info      anna
```
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.database_lines import Line, alias_files, lines, route_files
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM635", "comment-in-bsearch-file", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first remark, else the first continued line, of each text database of proto bsearch."""
    for source in (*alias_files(facts.site), *route_files(facts.site)):
        odd = [line for line in lines(source) if line.is_comment or (not line.key and line.text.strip())]
        first = next((line for line in odd if line.is_comment), odd[0] if odd else None)
        if first is not None:
            found = _remark(first) if first.is_comment else _continued(first)
            more = () if len(odd) == 1 else (f"it is the first of {len(odd)} lines that are no entry of one line",)
            yield msgspec.structs.replace(found, notes=(*found.notes, *more))


def _remark(line: Line) -> Diagnostic:
    end = line.at.source.data.find(b"\n", line.at.end) + 1 or line.at.end
    edit = Edit(line.at.source.span(line.at.start, end), "")
    return Diagnostic(
        KIND,
        "a file for binary search has no comments: this is a line with a key of its own",
        line.at,
        notes=("the search may go the wrong way at it and miss names",),
        help="remove all such lines, or set `proto=lsearch`, which puts the file into the table",
        fix=Fix("remove the line", "unsafe", (edit,)),
    )


def _continued(line: Line) -> Diagnostic:
    return Diagnostic(
        KIND,
        "this line does not continue the one above, and what it says is never found",
        line.at,
        help="write each entry on one line, or set `proto=lsearch`",
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
