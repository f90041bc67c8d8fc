"""The hosts of a retry row: domains parted by colons, and patterns in quotes among them.

`"mx[0-9]+\\.example\\.(com|net)":slow.example 1h/7d` is a row for the hosts that the pattern fits as a whole, and
for a domain. Rows are tried in the order of the file; the first of which an item fits counts, a domain or a pattern.
"""

from __future__ import annotations

import re

from smail_compiler.semantics.part import Part
from smail_compiler.semantics.patterns import compiled, complaint
from smail_compiler.syntax import kinds
from smail_compiler.syntax.nodes import RowNode
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import bytes_of
from smail_runtime.mail.pattern.tree import PatternError
from smail_runtime.table.pattern import Pattern

_ITEM = re.compile(r'"[^"]*"|[^:]*')

Items = tuple[tuple[str, ...], tuple[Pattern, ...]]


def host_items(row: RowNode) -> Part[Items]:
    """The items of a row as they are written, and the patterns among them compiled."""
    items: list[str] = []
    patterns: list[Pattern] = []
    found: list[Diagnostic] = []
    at = 0
    while at <= len(row.key):
        item = _ITEM.match(row.key, at)
        assert item is not None
        items.append(item[0])
        if item[0].startswith('"'):
            made = _pattern(row, at, item.end())
            if isinstance(made, Diagnostic):
                found.append(made)
            else:
                patterns.append(made)
        at = item.end() + 1
    return Part((tuple(items), tuple(patterns)), tuple(found))


def _pattern(row: RowNode, start: int, end: int) -> Pattern | Diagnostic:
    """The pattern between two places of the key, quotes included."""
    begin = row.key_at.start + len(bytes_of(row.key[:start]))
    closed = end - start > 1 and row.key[end - 1] == '"'
    if not closed or row.key[end : end + 1] not in ("", ":"):
        return _not_closed(row, begin, begin + len(bytes_of(row.key[start:end])), closed=closed)
    made = compiled(row.key[start + 1 : end - 1])
    return complaint(made, row.key_at, begin + 1) if isinstance(made, PatternError) else made


def _not_closed(row: RowNode, start: int, end: int, *, closed: bool) -> Diagnostic:
    """A quote that does not close before the word ends, or text that follows it at once."""
    source = row.key_at.source
    return Diagnostic(
        kinds.INVALID_PATTERN,
        'text follows the closing `"` of a pattern' if closed else 'this pattern has no closing `"` in its word',
        source.span(end, row.key_at.end) if closed else source.span(start, start + 1),
        help='write `"pattern" 15m/5d`; blanks, `#` and `"` cannot stand in a pattern of hosts',
    )
