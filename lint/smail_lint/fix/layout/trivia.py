"""What lies between the words of a file: line ends and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.syntax.entries import Entry, split_entries
from smail_compiler.text.source import SourceFile
from smail_lint.fix.layout.page import Comment, Page, width

_BLANKS = " \t\n\v\f\r"
_TRIVIA = re.compile(r"\n|#[^\n]*+")
_DOUBLE_JOINT = re.compile(r"\\\n[ \t]*+\\")


def raw(entry: Entry, start: int, end: int) -> str:
    """The file's text for `entry.text[start:end]`, joined lines still apart."""
    at = entry.span(start, end)
    return entry.source.latin1[at.start : at.end]


def closed(word: str) -> str:
    """A word without quoting, as it may end a line: a backslash at its end must not join the next one."""
    return f"{word} " if word.endswith("\\") else word


def delicate(entry: Entry) -> bool:
    """Whether lines are joined before a backslash, which then joins nothing: such an entry is not to be moved."""
    return len(entry.pieces) > 1 and _DOUBLE_JOINT.search(entry.source.latin1, entry.start, entry.end) is not None


def between(source: SourceFile, start: int, end: int) -> Entry:
    """The text between two entries, where a backslash means nothing."""
    return Entry(source, source.latin1[start:end], start, end, ((0, start),))


def entries(source: SourceFile) -> Iterator[tuple[Entry, Entry]]:
    """Each entry with the text above it that belongs to no entry; at the end that text, and an empty entry."""
    at = 0
    for entry in split_entries(source):
        yield between(source, at, entry.start), entry
        at = entry.end
    end = len(source.data)
    yield between(source, at, end), between(source, end, end)


def comments(entry: Entry, start: int, end: int, line_ends: int = 0) -> tuple[list[Comment], int]:
    """The comments in a stretch without words, and the line ends behind the last of them.

    `line_ends` is how many there are before the stretch.
    """
    found: list[Comment] = []
    for one in _TRIVIA.finditer(entry.text, start, end):
        if one[0] == "\n":
            line_ends += 1
            continue
        text = _stripped(raw(entry, one.start(), one.end()))
        found.append(Comment(text, _column(entry, one.start()), line_ends))
        line_ends = 0
    return found, line_ends


def copy_comments(page: Page, entry: Entry, start: int, end: int, *, indent: int, line_ends: int = 0) -> int:
    """Write the comments of a stretch; gives the line ends behind them."""
    found, rest = comments(entry, start, end, line_ends)
    for one in found:
        page.comment(one, indent)
    return rest


def copy_loose(page: Page, gap: Entry, *, indent: int, line_ends: int) -> int:
    """As `copy_comments`, for the text between two entries: behind an entry a backslash must not begin to join."""
    found, rest = comments(gap, 0, len(gap.text), line_ends)
    for one in found:
        joins = gap.start > 0 and one.text.endswith("\\")
        page.comment(Comment(f"{one.text} ", one.column, one.line_ends) if joins else one, indent)
    return rest


def _stripped(text: str) -> str:
    """A comment without the blanks at its end, except for one that keeps a backslash from joining lines."""
    bare = text.rstrip(_BLANKS)
    return f"{bare} " if bare.endswith("\\") and bare != text else bare


def _column(entry: Entry, position: int) -> int:
    """The column, from 0, of a position."""
    text, offset = entry.source.latin1, entry.offset(position)
    return width(text[text.rfind("\n", 0, offset) + 1 : offset])
