"""Source files and spans: where a piece of text stands.

Text is handled as bytes. Stages that need characters decode as Latin-1, so one byte is one character and offsets
stay true whatever the bytes are; `text_of` gives the readable form (UTF-8, undecodable bytes kept by escapes).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from operator import itemgetter

import msgspec


class SourceFile:
    """One file as it was read: its path relative to the target given, and its bytes.

    Two files are the same only if they are the same object; positions are computed when shown. What is `derived` is
    not what stands in the file, but made of it; nothing is ever written back there.
    """

    def __init__(self, path: str, data: bytes, *, derived: bool = False) -> None:
        self.path = path
        self.data = data
        self.derived = derived
        self._latin1: str | None = None
        self._line_starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r}, {len(self.data)} bytes)"

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.data).digest()

    @property
    def latin1(self) -> str:
        """The bytes as characters of equal offset."""
        data = self.data
        if self._latin1 is None:
            self._latin1 = data.decode("latin-1")
        return self._latin1

    @property
    def line_starts(self) -> list[int]:
        """Byte offsets at which lines begin; a line ends at a newline."""
        data = self.data
        if self._line_starts is None:
            lengths = map(len, data.split(b"\n"))
            self._line_starts = [0, *accumulate(length + 1 for length in lengths)][:-1]
        return self._line_starts

    def line_of(self, offset: int) -> int:
        """The line, from 1, that holds the byte at `offset`."""
        return bisect_right(self.line_starts, offset)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a byte offset; columns count code points."""
        line = self.line_of(offset)
        before = self.data[self.line_starts[line - 1] : offset]
        return line, len(text_of(before)) + 1

    def line_bytes(self, line: int) -> bytes:
        """A line without its newline; empty past the end."""
        if not 1 <= line <= len(self.line_starts):
            return b""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] - 1 if line < len(self.line_starts) else len(self.data)
        return self.data[start:end]

    def part(self, start: int, end: int) -> bytes:
        """The bytes from `start` to `end`."""
        return self.data[start:end]

    def span(self, start: int, end: int | None = None) -> Span:
        """The span from `start` to `end` (default: one byte), cut to the file."""
        size = len(self.data)
        start = max(0, min(start, size))
        return Span(self, start, max(start, min(start + 1 if end is None else end, size)))


def _nobody(_: SourceFile) -> None:
    """Nobody wants to know."""


class TableSource(SourceFile):
    """A file of settings or entries, each of which counts for itself, wherever it stands.

    `told` is called with the file whenever somebody looks at its text, from which more can be learnt than from an
    entry: where it stands, and what is around it. Nobody is told of looks within one of the `entries`, which are the
    starts and ends of these, in order.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self.told: Callable[[SourceFile], None] = _nobody
        self.entries: tuple[tuple[int, int], ...] = ()
        super().__init__(path, data)

    def _within_entry(self, start: int, end: int) -> bool:
        """Whether a place belongs to an entry."""
        number = bisect_right(self.entries, start, key=itemgetter(0)) - 1
        return number >= 0 and start <= end <= self.entries[number][1]

    def part(self, start: int, end: int) -> bytes:
        """The bytes from `start` to `end`."""
        return (self._data if self._within_entry(start, end) else self.data)[start:end]

    def span(self, start: int, end: int | None = None) -> Span:
        """As for any file. Whoever asks for its head may mean that, or an entry that stands there."""
        last = start + 1 if end is None else end
        return Span(self, start, last) if start > 0 and self._within_entry(start, last) else super().span(start, end)

    @property
    def data(self) -> bytes:
        """The bytes."""
        self.told(self)
        return self._data

    @data.setter
    def data(self, data: bytes) -> None:
        self._data = data


class Span(msgspec.Struct, frozen=True, gc=False):
    """A half-open range of byte offsets in one file."""

    source: SourceFile
    start: int
    end: int

    @property
    def line(self) -> int:
        """The line, from 1, on which the span starts."""
        return self.source.line_of(self.start)

    @property
    def begin(self) -> tuple[int, int]:
        """Line and column, from 1, of the first character."""
        return self.source.position(self.start)

    @property
    def finish(self) -> tuple[int, int]:
        """Line and column, from 1, just behind the last character."""
        return self.source.position(self.end)

    @property
    def text(self) -> str:
        """The readable text of the span."""
        return text_of(self.source.part(self.start, self.end))

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of `other`, in the same file."""
        return Span(self.source, self.start, max(self.end, other.end))


def text_of(data: bytes) -> str:
    """Bytes as readable text: UTF-8, with bytes that are not UTF-8 kept as surrogate escapes."""
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The inverse of `text_of`."""
    return text.encode("utf-8", "surrogateescape")


def readable(latin1: str) -> str:
    """Readable text of a stretch of `SourceFile.latin1`, in which each character is a byte."""
    return latin1 if latin1.isascii() else text_of(latin1.encode("latin-1"))
