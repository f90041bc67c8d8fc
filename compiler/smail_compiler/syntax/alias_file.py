"""A whole lsearch database of aliases: common entries at once, everything else entry by entry.

Alias files can hold millions of lines, nearly all of them `name: address, address`. The text is cut into stretches
where an entry surely begins; one pattern measures all entries of a stretch, and all cores share the stretches. The
entries that are not of the common forms are then read in full.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import partial

from smail_compiler.syntax.alias_columns import AliasEntries, Stretch, column_of, stretch_of
from smail_compiler.syntax.alias_entry import read_alias
from smail_compiler.syntax.alias_forms import BORDER
from smail_compiler.syntax.entries import first_entry
from smail_compiler.syntax.measuring import Kept
from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.syntax.reading import read_entries
from smail_compiler.text.cores import shared
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile
from smail_compiler.text.steps import begin

STRETCH = 1 << 20
"""Bytes of text that are measured at a time."""

Bounds = tuple[int, int]


def read_alias_file(source: SourceFile, kept: Kept | None = None) -> tuple[AliasEntries, list[Diagnostic]]:
    """The aliases of a file, and what is wrong with its form; where entries lie may be `kept` from another run."""
    begin("reading aliases", len(source.data), "bytes")
    reading = _Reading(source)
    for bounds, measured in _stretches(source, kept):
        reading.stretch(bounds, measured)
    return AliasEntries(source, reading.columns, reading.odd), reading.found


def _stretches(source: SourceFile, kept: Kept | None) -> Iterator[tuple[Bounds, Stretch]]:
    """The stretches of a text, measured."""
    bounds = list(_bounds(source.data))
    measured: Iterable[list[bytes]] = shared(partial(_measured, source.data), bounds)
    if kept is not None:
        measured = kept.columns(source, len(bounds), partial(list, measured))
    return ((one, Stretch.unpacked(columns)) for one, columns in zip(bounds, measured, strict=True))


def _bounds(data: bytes) -> Iterator[Bounds]:
    start = 0
    while start < len(data):
        border = BORDER.search(data, start + STRETCH)
        end = border.end() if border else len(data)
        yield start, end
        start = end


def _measured(data: bytes, bounds: Bounds) -> list[bytes]:
    start, end = bounds
    return stretch_of(data, _first(data, start, end), end).packed()


def _first(data: bytes, start: int, end: int) -> int:
    """Where the first entry begins: only at the head of a file may something lie before it."""
    return start if start else min(first_entry(data[:end].decode("latin-1"), 0), end)


class _Reading:
    """How far a file was read, and what was found."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._at = 0
        self.columns = Stretch.empty()
        self.odd: dict[int, AliasNode] = {}
        self.found: list[Diagnostic] = []

    def stretch(self, bounds: Bounds, measured: Stretch) -> None:
        """Read on to the end of a stretch."""
        end = bounds[1]
        self._at = max(self._at, _first(self._source.data, *bounds))
        while self._at < end:
            number = bisect_left(measured.starts, self._at)
            if number == len(measured.starts) or measured.starts[number] != self._at:
                measured, number = stretch_of(self._source.data, self._at, end), 0  # an odd entry ended elsewhere
            self._up_to_odd(measured, number, end)

    def _up_to_odd(self, measured: Stretch, number: int, end: int) -> None:
        """Take the entries from `number` on, up to and with the first odd one."""
        next_odd = bisect_left(measured.odd, number)
        if next_odd == len(measured.odd):
            self.columns.add(measured.part(number, len(measured.starts)))
            self._at = end
            return
        odd = measured.odd[next_odd]
        self.columns.add(measured.part(number, odd))
        self._in_full(measured.starts[odd])

    def _in_full(self, start: int) -> None:
        """The entry that starts there, by the full reading."""
        nodes, found, end = next(read_entries(self._source, read_alias, start=start, heads=True))
        for node in nodes:
            number = len(self.columns.starts)
            self.odd[number] = node
            self.columns.odd.append(number)
            self.columns.add(column_of(node))
        self.found += found
        self._at = first_entry(self._source.latin1, end)
