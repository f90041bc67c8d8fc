"""Comments of a configuration that speak to `smail-check`, found without mistaking the text of a value for one.

Files are scanned only around the mark `smail-check`, which few hold. What is inside quotes is never a comment, and
in alias files neither is what stands in parentheses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from smail_compiler.syntax.alias_forms import BORDER
from smail_compiler.syntax.entries import Entry, first_entry, split_entries
from smail_compiler.text.source import SourceFile, Span

MARK = b"smail-check"

_DIRECTIVE = re.compile(r"#+[ \t]*smail-check(?:[ \t]*:|[ \t]+ignore(?:-block|-file)?[ \t]*\[)")
"""A comment for us, or one that lacks only the colon."""
_TOKEN = re.compile(r'(?s)"(?>(?:[^"\\]+|\\.)*)(?:"|\\?\Z)|\\.?|(#[^\n]*)|[^"\\#]+')
_PARENTHESES = re.compile(r"(?s)\\.?|[()]|[^()\\]+")
_WORD = re.compile(r'(?s)"(?>(?:[^"\\]+|\\.)*)(?:"|\\?\Z)|\\.?|(#[^\n]*)|(\()|[^"\\#( \t\n:;<>\[\],.!%@]+\(?|.')
_NEAR = 1 << 16  # bytes before a mark in which an entry usually begins


class Comment(msgspec.Struct, frozen=True):
    """A comment from its `#` to the end of its line.

    `entry` holds the first and last offset of what follows the comment and belongs together: the next entry, or the
    next line within one; None when nothing follows. `alone` tells that nothing stands before it on its line, `joined`
    that a backslash at its end draws the next line in.
    """

    at: Span
    alone: bool
    top: bool
    joined: bool
    entry: Span | None


def remarks(source: SourceFile, kind: str) -> Iterator[Comment]:
    """The comments with the mark in a file of a kind, as `smail_lint.fix.layout.which` names kinds."""
    if MARK not in source.data:
        return
    top = first_entry(source.latin1, 0) if kind != "list" else 0
    entries = [] if kind == "list" else _entries(source, top)
    starts = [one.start for one in entries]
    for found in _DIRECTIVE.finditer(source.latin1):
        at = found.start()
        around = _whole(source) if kind == "list" else _around(entries, starts, at)
        if around is None or _in_comment(around, at, addresses=kind in ("aliases", "list")):
            yield _comment(source, at, top, entries, starts)


def _entries(source: SourceFile, top: int) -> list[Entry]:
    """The entries from shortly before the first mark on; all that come before are not looked at."""
    first = source.data.find(MARK)
    sure = [top, *(one.end() for one in BORDER.finditer(source.data, max(top, first - _NEAR), first))]
    return list(split_entries(source, sure[-1]))


def _whole(source: SourceFile) -> Entry:
    """A list, which has no entries, as one."""
    return Entry(source, source.latin1, 0, len(source.data), ((0, 0),))


def _around(entries: list[Entry], starts: list[int], at: int) -> Entry | None:
    number = bisect_right(starts, at) - 1
    return entries[number] if number >= 0 and at < entries[number].end else None


def _in_comment(entry: Entry, at: int, *, addresses: bool) -> bool:
    """Whether the byte at an offset of the file is part of a comment of the entry around it."""
    found = _comments_of_addresses(entry.text) if addresses else _comments(entry.text)
    return any(entry.offset(start) <= at < entry.after(end) for start, end in found)


def _comments(text: str) -> Iterator[tuple[int, int]]:
    return (one.span() for one in _TOKEN.finditer(text) if one[1] is not None)


def _comments_of_addresses(text: str) -> Iterator[tuple[int, int]]:
    """As `_comments`, where a parenthesis that begins a word begins a remark that goes to its partner."""
    at = 0
    while at < len(text):
        found = _WORD.match(text, at)
        if found is None:
            return
        if found[1] is not None:
            yield found.span()
        at = found.end() if found[2] is None else _partner(text, at)


def _partner(text: str, at: int) -> int:
    """Just behind the parenthesis that closes the one at a position; the end of the text when none does."""
    depth = 0
    for one in _PARENTHESES.finditer(text, at):
        depth += {"(": 1, ")": -1}.get(one[0], 0)
        if not depth:
            return one.end()
    return len(text)


def _comment(source: SourceFile, at: int, top: int, entries: list[Entry], starts: list[int]) -> Comment:
    text = source.latin1
    newline = text.find("\n", at)
    end = len(text) if newline < 0 else newline
    joined = text.endswith("\\", at, end)
    alone = not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t\r#")
    return Comment(source.span(at, end), alone, at < top, joined, _next(source, end, entries, starts))


def _next(source: SourceFile, end: int, entries: list[Entry], starts: list[int]) -> Span | None:
    """What follows the line that ends at an offset."""
    text = first_entry(source.latin1, end)
    if text >= len(source.data):
        return None
    number = bisect_right(starts, text) - 1
    if number >= 0 and entries[number].start == text:
        return source.span(text, entries[number].end)
    newline = source.latin1.find("\n", text)
    return source.span(text, len(source.data) if newline < 0 else newline)
