"""Files of two columns, qualify, retry and method files: where the second one begins, and their rows."""

from __future__ import annotations

from collections.abc import Iterable

from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.grammar import terminal
from smail_compiler.syntax.scanning import skip
from smail_lint.fix.layout.page import Page, width
from smail_lint.fix.layout.trivia import closed, copy_comments, raw

_STOP = 8
LEAST, MOST = 32, 48


def second_column(keys: Iterable[str], least: int, most: int) -> int:
    """The first tab stop, from `least` to `most`, behind all keys but those too long even for `most`."""
    longest = max((size for key in keys if (size := width(key)) < most), default=0)
    return max(least, (longest // _STOP + 1) * _STOP)


def padded(key: str, column: int) -> str:
    """A key with the blanks up to the second column, at least one."""
    return key + " " * max(1, column - width(key))


def row_key(entry: Entry) -> str:
    """The first word of a row."""
    return raw(entry, 0, _word_end(entry, 0))


def lay_row(entry: Entry, page: Page, column: int) -> int:
    """Write a row with all comments in its text; gives the line ends behind the last of them."""
    key = _word_end(entry, 0)
    start = skip(entry.text, key)
    end = _word_end(entry, start)
    inside = "#" in entry.text[key:start]
    row = raw(entry, 0, end) if inside else padded(raw(entry, 0, key), column) + raw(entry, start, end)
    page.line(closed(row))
    return copy_comments(page, entry, end, len(entry.text), indent=0)


def _word_end(entry: Entry, at: int) -> int:
    found = terminal("WORD", "rows").match(entry.text, at)
    return found.end() if found else at
