"""Pieces of an entry that findings show or point at."""

from __future__ import annotations

from smail_compiler.syntax.building import Place
from smail_compiler.syntax.entries import Entry
from smail_compiler.text.source import Span, text_of


def excerpt(entry: Entry, start: int, end: int, limit: int = 30) -> str:
    """A piece of the entry for use in a message: one line, not too long."""
    text = text_of(entry.text[start:end].encode("latin-1")).split("\n", 1)[0].strip()
    return text if len(text) <= limit else text[:limit] + "..."


def word_at(entry: Entry, at: int) -> Span:
    """The span of the word at a position: to the next blank or separator."""
    end = at + 1
    while end < len(entry.text) and entry.text[end] not in ' \t\n\v\f\r,;=#"':
        end += 1
    return entry.span(at, end)


def between(entry: Entry, before: Place, at: int) -> Span:
    """Where two parts should have been parted, `before` and what stands at `at`.

    On one line: at the second. Over a line end: at the first, where the separator belongs. With an empty line or a
    comment in column 1 between them, something may as well be missing there, such as the name of an entry: on that
    line if there is one, else at the second.
    """
    gap = entry.text[before[1] : at]
    if "\n" not in gap:
        return word_at(entry, at)
    if "\n\n" not in gap and "\n#" not in gap:
        return entry.span(*_last_line(entry, before))
    if entry.lines_between(before[1], at) > 2:
        return word_at(entry, at)
    start = before[1] + gap.index("\n") + 1
    end = entry.text.index("\n", start)
    return entry.span(start, max(end, start + 1))


def _last_line(entry: Entry, part: Place) -> Place:
    """The last line of a part."""
    newline = entry.text.rfind("\n", *part)
    return (newline + 1 + _indent(entry, newline + 1), part[1]) if newline >= 0 else part


def _indent(entry: Entry, at: int) -> int:
    """The blanks at the start of a line."""
    line = entry.text[at:]
    return len(line) - len(line.lstrip(" \t"))
