"""Rows of the retry file behind the one for `*`, which ends the reading (reference semantics, section 17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smail_compiler.semantics import kinds
from smail_compiler.syntax.nodes import RowNode
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Label
from smail_compiler.text.source import SourceFile


def never_read(star: RowNode, rest: Sequence[RowNode]) -> Iterator[Diagnostic]:
    """One finding for all rows behind `star`, at the first of them."""
    if not rest:
        return
    again = any(row.key == star.key for row in rest)  # and which of them is meant nobody can tell
    many = "it is" if len(rest) == 1 else f"it and {len(rest) - 1} more behind it are"
    yield Diagnostic(
        kinds.AFTER_WILDCARD,
        f"the row for `{rest[0].key}` stands behind the one for `*`, so {many} never read",
        rest[0].at,
        labels=(Label(star.at, "the reading of the file ends here"),),
        notes=("mail to these hosts is tried as this row says",),
        help="move the row for `*` to the end of the file",
        fix=None if again else Fix("move the row for `*` to the end", "unsafe", _moved(star, rest[-1])),
    )


def _moved(star: RowNode, last: RowNode) -> tuple[Edit, ...]:
    """Cut the row with its line, and write it below the last one."""
    source = star.at.source
    end = _line_end(source, star.value_at.end)
    text = source.span(star.at.start, end).text
    behind = _line_end(source, last.value_at.end)
    cut = Edit(source.span(star.at.start, min(end + 1, len(source.data))), "")
    return cut, Edit(source.span(behind, behind), "\n" + text)


def _line_end(source: SourceFile, at: int) -> int:
    """The offset of the newline that ends the line at an offset, or the size of the file."""
    found = source.data.find(b"\n", at)
    return len(source.data) if found < 0 else found
