"""From a file to its entries: the column-1 rule of the one reader behind every Smail file.

The reader knows nothing of quotes (reference semantics, section 1). An entry begins at the first character that is
neither white space nor part of a comment, and runs to the newline before a line that starts in column 1 with text.
Backslash-newline and the blanks after it vanish; everything else is kept, so an entry's text is the file's text with
some holes. `Entry` remembers the holes: every position in its text can be told as a place in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import msgspec

from smail_compiler.text.source import SourceFile, Span

WHITE = " \\t\\n\\v\\f\\r"
_BETWEEN = re.compile(rf"(?>(?:[{WHITE}]++|#[^\n]*+)*)")
_BODY = re.compile(
    r"""(?s) .                     # the first character is copied whatever it is
        (?>(?: [^\n\\]++
          | \n (?=[ \t\n\#])       # blank lines and column-1 comments stay inside
          | \\ \n [ \t]*+ .?       # a joined line; the next character is not looked at
          | \\ (?: [^\n] | \Z )
        )*)
        \n?""",
    re.VERBOSE,
)
_BACKSLASH = re.compile(r"(?s)\\(?:(\n[ \t]*+)|\Z|.)")


class Entry(msgspec.Struct, frozen=True):
    """One entry: its text (Latin-1, joined) and how positions in it lie in the file.

    `pieces` holds pairs (position in `text`, offset in the file), one for each stretch without a hole. `start` and
    `end` are offsets of the entry in the file, its last newline included.
    """

    source: SourceFile
    text: str
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]

    def offset(self, position: int) -> int:
        """Where in the file the character at `position` of the text stands."""
        if len(self.pieces) == 1:
            return self.start + position
        at = bisect_right(self.pieces, (position, len(self.source.data) + 1)) - 1
        begin, offset = self.pieces[at]
        return offset + position - begin

    def after(self, position: int) -> int:
        """The offset just behind the character before `position`; no hole lies in between."""
        return self.offset(position - 1) + 1 if position else self.offset(0)

    def span(self, start: int, end: int) -> Span:
        """The file's span of `text[start:end]`."""
        if len(self.pieces) == 1:
            return Span(self.source, self.start + start, self.start + end)
        if end <= start:
            return Span(self.source, self.offset(start), self.offset(start))
        return Span(self.source, self.offset(start), self.after(end))

    def offsets(self, start: int, end: int) -> tuple[int, ...]:
        """The offset of each character of `text[start:end]`, and one more for the end."""
        if len(self.pieces) == 1:
            return tuple(range(self.start + start, self.start + end + 1))
        return (*(self.offset(at) for at in range(start, end)), self.span(start, end).end)

    def lines_between(self, start: int, end: int) -> int:
        """How many lines of the file lie between the character before `start` and the one at `end`."""
        return self.source.line_of(self.offset(end)) - self.source.line_of(self.after(start) - 1)

    def joint(self, start: int, end: int) -> int | None:
        """The offset of the first backslash that joins two lines between two positions."""
        for at in range(max(1, bisect_left(self.pieces, (start, 0))), len(self.pieces)):
            position = self.pieces[at][0]
            if position > end:
                break
            hole = self.after(position)
            if self.source.data[hole : hole + 1] == b"\\":
                return hole
        return None


def split_entries(source: SourceFile, start: int = 0) -> Iterator[Entry]:
    """The entries of a file in order, from an offset between two of them on."""
    text = source.latin1
    at, size = first_entry(text, start), len(text)
    while at < size:
        end = _end(_BODY, text, at)
        yield _entry(source, text, at, end)
        at = first_entry(text, end)


def first_entry(text: str, at: int) -> int:
    """Where the first entry begins, from an offset between two entries on; the end of the text if there is none."""
    return _end(_BETWEEN, text, at)


def join(first: Entry, second: Entry) -> Entry:
    """Two entries that follow each other at once, as one."""
    shift = len(first.text)
    pieces = (*first.pieces, *((shift + at, offset) for at, offset in second.pieces))
    return Entry(first.source, first.text + second.text, first.start, second.end, pieces)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a match of `pattern` at `at` ends."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _entry(source: SourceFile, text: str, start: int, end: int) -> Entry:
    """The entry between two offsets, joined lines joined."""
    raw = text[start:end]
    if "\\\n" not in raw and (end < len(text) or not raw.endswith("\\")):
        return Entry(source, raw, start, end, ((0, start),))
    kept, pieces, begin, length = [], [(0, start)], 0, 0
    for hole in _holes(raw):
        kept.append(raw[begin : hole[0]])
        length += hole[0] - begin
        begin = hole[1]
        pieces.append((length, start + begin))
    kept.append(raw[begin:])
    return Entry(source, "".join(kept), start, end, tuple(pieces))


def _holes(raw: str) -> Iterator[tuple[int, int]]:
    """The stretches that vanish: backslash-newline with its blanks, and a backslash that ends the file."""
    at = 1
    while found := _BACKSLASH.search(raw, at):
        at = found.end()
        if found.group(1) is not None:
            yield found.start(), at
            at += 1
        elif at == found.start() + 1:
            yield found.start(), at
