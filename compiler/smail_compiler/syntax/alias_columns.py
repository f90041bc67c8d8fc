"""The entries of an alias file as columns of numbers: where keys and values lie, and little else.

A file of a million entries would be a million records of their targets, most of which nobody asks for. So an entry
becomes a record when it is looked at, and only those that took the full reading are kept as they were read.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, compress, repeat
from operator import add
from typing import overload

import msgspec

from smail_compiler.syntax.alias_forms import ROW, common_alias
from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.text.source import SourceFile, bytes_of


class Stretch(msgspec.Struct, frozen=True):
    """Entries that follow each other: where each starts, how long its key is, and where its value lies.

    `odd` are the numbers of those that are not of the common forms, counted from the first of the stretch, or in a
    whole file from its first.
    """

    starts: array[int]
    key_sizes: array[int]
    value_starts: array[int]
    ends: array[int]
    odd: array[int]

    @staticmethod
    def empty() -> Stretch:
        """No entries."""
        return Stretch.unpacked([b""] * 5)

    def packed(self) -> list[bytes]:
        """The columns as bytes, for another process."""
        return [one.tobytes() for one in msgspec.structs.astuple(self)]

    @staticmethod
    def unpacked(columns: Iterable[bytes]) -> Stretch:
        """The inverse of `packed`."""
        starts, key_sizes, value_starts, ends, odd = (array("I", one) for one in columns)
        return Stretch(starts, key_sizes, value_starts, ends, odd)

    def part(self, low: int, high: int) -> Stretch:
        """The entries from `low` to `high`, none of which is odd."""
        ends, of = self.ends[low:high], slice(low, high)
        return Stretch(self.starts[of], self.key_sizes[of], self.value_starts[of], ends, array("I"))

    def chosen(self, kept: Sequence[bool], odd: Iterable[int]) -> Stretch:
        """The entries of which `kept` is true; `odd` are the numbers of the odd ones among them."""
        columns = (self.starts, self.key_sizes, self.value_starts, self.ends)
        starts, key_sizes, value_starts, ends = (array("I", compress(one, kept)) for one in columns)
        return Stretch(starts, key_sizes, value_starts, ends, array("I", odd))

    def add(self, other: Stretch) -> None:
        """Take in entries that follow, none of which is odd."""
        self.starts.extend(other.starts)
        self.key_sizes.extend(other.key_sizes)
        self.value_starts.extend(other.value_starts)
        self.ends.extend(other.ends)


def stretch_of(data: bytes, start: int, end: int) -> Stretch:
    """The entries that the text between two starts of entries looks like; odd ones may prove to end elsewhere."""
    rows = ROW.findall(data, start, end)
    if not rows:
        return Stretch.empty()
    keys, gaps, values, rests, others = zip(*rows, strict=True)
    key_sizes, value_sizes = array("I", map(len, keys)), array("I", map(len, values))
    heads = array("I", map(add, key_sizes, map(len, gaps)))
    sizes = map(add, map(add, heads, value_sizes), map(add, map(len, rests), map(len, others)))
    starts = array("I", accumulate(sizes, initial=start))
    starts.pop()
    value_starts = array("I", map(add, starts, heads))
    ends = array("I", map(add, value_starts, value_sizes))
    odd = array("I", (number for number, other in enumerate(others) if other) if any(others) else ())
    return Stretch(starts, key_sizes, value_starts, ends, odd)


class AliasEntries(Sequence[AliasNode]):
    """All entries of a file. `odd` are those that are kept as they were read, by their numbers."""

    def __init__(self, source: SourceFile, columns: Stretch, odd: Mapping[int, AliasNode]) -> None:
        self.source = source
        self._columns = columns
        self.odd = odd

    @staticmethod
    def of(source: SourceFile, nodes: Iterable[AliasNode]) -> AliasEntries:
        """Entries that are at hand."""
        odd = dict(enumerate(nodes))
        columns = Stretch.empty()
        for node in odd.values():
            columns.add(column_of(node))
        columns.odd.extend(odd)
        return AliasEntries(source, columns, odd)

    def __len__(self) -> int:
        return len(self._columns.starts)

    def __iter__(self) -> Iterator[AliasNode]:
        return (self._entry(number) for number in range(len(self)))

    @overload
    def __getitem__(self, number: int) -> AliasNode: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[AliasNode, ...]: ...
    def __getitem__(self, number: int | slice) -> AliasNode | tuple[AliasNode, ...]:
        wanted = range(len(self))[number]
        return self._entry(wanted) if isinstance(wanted, int) else tuple(map(self._entry, wanted))

    def _entry(self, number: int) -> AliasNode:
        return self.odd.get(number) or common_alias(self.source, self._columns.starts[number])

    @cached_property
    def plain(self) -> AliasEntries:
        """Those whose keys are names."""
        patterns = {number for number, node in self.odd.items() if node.is_pattern}
        if not patterns:
            return self
        kept = [number not in patterns for number in range(len(self))]
        names = {number: node for number, node in self.odd.items() if number not in patterns}
        before = array("I", accumulate(kept, initial=0))
        odd = {before[number]: node for number, node in names.items()}
        return AliasEntries(self.source, self._columns.chosen(kept, odd), odd)

    def at(self, offset: int) -> AliasNode | None:
        """The entry around a byte of the file."""
        number = bisect_right(self._columns.starts, offset) - 1
        return self._entry(number) if number >= 0 else None

    def folded_keys(self) -> list[str]:
        """The keys in ASCII lower case, one character a byte."""
        text = self.source.data.lower().decode("latin-1")
        columns = self._columns
        keys = [text[at : at + size] for at, size in zip(columns.starts, columns.key_sizes, strict=True)]
        for number, node in self.odd.items():
            keys[number] = bytes_of(node.key).lower().decode("latin-1")
        return keys

    def folded_values(self) -> Sequence[str]:
        """The values in the form of `folded_keys`; empty for those of `odd`."""
        return self._folded_values

    @cached_property
    def _folded_values(self) -> Sequence[str]:
        text, of = self.source.data.lower().decode("latin-1"), self._columns
        return list(map(text.__getitem__, map(slice, of.value_starts, of.ends)))

    def columns(self, start: int, end: int) -> tuple[list[bytes], list[bytes], list[int]]:
        """Keys, values and lines of the entries from `start` to `end`, as the table takes them."""
        data, of = self.source.data, self._columns.part(start, end)
        keys = [data[at : at + size] for at, size in zip(of.starts, of.key_sizes, strict=True)]
        values = [data[at:last] for at, last in zip(of.value_starts, of.ends, strict=True)]
        for number in self._odd_between(start, end):
            keys[number - start] = bytes_of(self.odd[number].key)
            values[number - start] = bytes_of(self.odd[number].value)
        return keys, values, self._lines(of.starts)

    def _odd_between(self, start: int, end: int) -> Iterable[int]:
        numbers = self._columns.odd
        return numbers[bisect_left(numbers, start) : bisect_left(numbers, end)]

    def _lines(self, starts: array[int]) -> list[int]:
        """The lines, from 1, of offsets that rise."""
        if not starts:
            return []
        first = self.source.data.count(b"\n", 0, starts[0]) + 1
        passed = map(self.source.data.count, repeat(b"\n"), starts, starts[1:])
        return list(accumulate(passed, initial=first))


def column_of(node: AliasNode) -> Stretch:
    """One entry as a stretch, its key and value to be taken from the entry itself."""
    at = max(node.value_start, 0)
    start, key_size, value = array("I", [node.start]), array("I", [node.key_size]), array("I", [at])
    return Stretch(start, key_size, value, value, array("I"))
