"""Rows of key, value and line packed as a hash index (see `smail_runtime.table.index`).

Alias files of a million entries pass through here, so columns are handled by the interpreter's own loops, a stretch
at a time, and on all cores.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from itertools import accumulate, compress, repeat
from operator import add
from typing import Protocol
from zlib import crc32

from smail_compiler.text.cores import shared
from smail_compiler.text.steps import begin
from smail_runtime.table.layout import INDEX, INDEX_LIMIT, LONG, LONG_RECORD, RECORD, SLOT, home_slots

STRETCH = 1 << 16
"""Rows that are packed at a time."""

Row = tuple[bytes, bytes, int]


class Rows(Protocol):
    """Entries of a database in their order."""

    def __len__(self) -> int: ...

    def columns(self, start: int, end: int) -> tuple[Sequence[bytes], Sequence[bytes], Sequence[int]]:
        """Keys, values, and the lines they start on, of the entries from `start` to `end`."""


class ListedRows:
    """Rows that are held as such."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def columns(self, start: int, end: int) -> tuple[Sequence[bytes], Sequence[bytes], Sequence[int]]:
        """See `Rows`."""
        part = self._rows[start:end]
        return [row[0] for row in part], [row[1] for row in part], [row[2] for row in part]


class IndexTooLargeError(Exception):
    """The rows take more bytes than an index can address."""


def pack_index(rows: Iterable[Row], file: int) -> list[bytes]:
    """`pack` for entries given one by one."""
    return pack(ListedRows(rows), file)


def pack(rows: Rows, file: int) -> list[bytes]:
    """The index of entries, in pieces; of several with one key, case ignored, the first counts.

    `file` is the number of their source file in the source map. Raises IndexTooLargeError.
    """
    begin("packing", len(rows), "keys")
    packed = _Packed(rows, frozenset())
    table, repeated = packed.slots()
    if repeated:
        packed = _Packed(rows, repeated)
        table, _ = packed.slots()
    count = len(packed.codes)
    header = (count, home_slots(count), len(table) // SLOT.size, INDEX.size + len(table), packed.length, file, 0, 0)
    return [INDEX.pack(*header), table, *packed.records]


class _Packed:
    """All records, their hashes and their positions, without the rows that are left out."""

    def __init__(self, rows: Rows, without: Collection[int]) -> None:
        self.codes, sizes = array("I"), array("I")
        self.records: list[bytes] = []
        starts = range(0, len(rows), STRETCH)
        for codes, lengths, records in shared(partial(_stretch, rows, without), starts):
            self.codes.frombytes(codes)
            sizes.frombytes(lengths)
            self.records.append(records)
        self.length = sum(sizes)
        count = len(self.codes)
        if INDEX.size + (home_slots(count) + count) * SLOT.size + self.length > INDEX_LIMIT:
            raise IndexTooLargeError(f"{count} keys need {self.length} bytes, more than an index can hold")
        self._starts = array("I", accumulate(sizes, initial=0))
        self._stretches = list(accumulate(map(len, self.records), initial=0))

    def slots(self) -> tuple[bytes, frozenset[int]]:
        """The slots as bytes, and the numbers of the rows whose key stands in an earlier one.

        Behind the home slots are as many as probing ran over; each record is at the nearest place to its home.
        """
        homes = home_slots(len(self.codes))
        table = array("Q", bytes((homes + len(self.codes)) * SLOT.size))
        repeated: list[int] = []
        last = homes - 1
        for code, start in zip(self.codes, self._starts, strict=False):
            at = code * homes >> 32
            while word := table[at]:
                if word & 0xFFFFFFFF == code and self._key((word >> 32) - 1) == self._key(start):
                    repeated.append(self._number(start))
                    break
                at += 1
            else:
                table[at] = (start + 1) << 32 | code
                if at > last:
                    last = at
        del table[last + 1 :]
        if sys.byteorder == "big":
            table.byteswap()
        return table.tobytes(), frozenset(repeated)

    def _number(self, start: int) -> int:
        return bisect_right(self._starts, start) - 1

    def _key(self, start: int) -> bytes:
        """The key of the record that starts there."""
        number = bisect_right(self._stretches, start) - 1
        records, at = self.records[number], start - self._stretches[number]
        _, key, value = RECORD.unpack_from(records, at)
        at += RECORD.size
        if value == LONG:
            key, _ = LONG_RECORD.unpack_from(records, at)
            at += LONG_RECORD.size
        return records[at : at + key]


def _stretch(rows: Rows, without: Collection[int], start: int) -> list[bytes]:
    """Hashes, sizes and records of up to STRETCH rows from `start` on."""
    end = min(start + STRETCH, len(rows))
    keys, values, lines = rows.columns(start, end)
    keys = [key.lower() for key in keys]
    if without:
        kept = [number not in without for number in range(start, end)]
        keys, values, lines = (list(compress(one, kept)) for one in (keys, values, lines))  # type: ignore[assignment]
    codes = array("I", map(crc32, keys))
    heads, sizes = _heads(keys, values, lines)
    pieces: list[bytes] = [b""] * (3 * len(keys))
    pieces[0::3], pieces[1::3], pieces[2::3] = heads, keys, values
    return [codes.tobytes(), sizes.tobytes(), b"".join(pieces)]


def _heads(keys: Sequence[bytes], values: Sequence[bytes], lines: Sequence[int]) -> tuple[list[bytes], array[int]]:
    """What stands before key and value in each record, and the sizes of the records."""
    key_sizes, value_sizes = list(map(len, keys)), list(map(len, values))
    if max(key_sizes, default=0) < LONG and max(value_sizes, default=0) < LONG:
        heads = list(map(RECORD.pack, lines, key_sizes, value_sizes))
        sizes: Iterable[int] = repeat(RECORD.size)
    else:
        heads = list(map(_head, lines, key_sizes, value_sizes))
        sizes = map(len, heads)
    return heads, array("I", map(add, sizes, map(add, key_sizes, value_sizes)))


def _head(line: int, key: int, value: int) -> bytes:
    if key < LONG and value < LONG:
        return RECORD.pack(line, key, value)
    return RECORD.pack(line, 0, LONG) + LONG_RECORD.pack(key, value)
