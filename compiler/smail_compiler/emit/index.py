"""Rows of key, value and line packed as a hash index (see `smail_runtime.table.index`).

Whole columns are handled at a time where the interpreter can: alias files of a million entries pass through here.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from itertools import accumulate
from zlib import crc32

import msgspec

from smail_runtime.table.layout import INDEX, INDEX_LIMIT, RECORD, SLOT

Row = tuple[bytes, bytes, int]


class Columns(msgspec.Struct, frozen=True):
    """Entries of one database in their order: keys, values, and the lines they start on."""

    keys: list[bytes]
    values: list[bytes]
    lines: list[int]


class IndexTooLargeError(Exception):
    """The rows take more bytes than an index can address."""


def pack_index(rows: Iterable[Row], file: int) -> list[bytes]:
    """`pack` for entries given one by one."""
    listed = list(rows)
    return pack(Columns([row[0] for row in listed], [row[1] for row in listed], [row[2] for row in listed]), file)


def pack(columns: Columns, file: int) -> list[bytes]:
    """The index of entries, in pieces; of several with one key, case ignored, the first counts.

    `file` is the number of their source file in the source map. Raises IndexTooLargeError.
    """
    kept = _folded(columns)
    keys, values, lines = kept.keys, kept.values, kept.lines
    key_sizes, value_sizes = list(map(len, keys)), list(map(len, values))
    length = RECORD.size * len(keys) + sum(key_sizes) + sum(value_sizes)
    slots = slots_for(len(keys))
    if INDEX.size + (slots + len(keys)) * SLOT.size + length > INDEX_LIMIT:
        raise IndexTooLargeError(f"{len(keys)} keys need {length} bytes, more than an index can hold")
    starts = accumulate((RECORD.size + k + v for k, v in zip(key_sizes, value_sizes, strict=True)), initial=0)
    table = _fill(list(map(crc32, keys)), starts, slots)
    header = INDEX.pack(len(keys), slots, len(table) // SLOT.size, INDEX.size + len(table), length, file, 0, 0)
    parts: list[bytes] = [b""] * (3 * len(keys) + 2)
    parts[:2] = header, table
    parts[2::3] = map(RECORD.pack, key_sizes, value_sizes, lines)
    parts[3::3], parts[4::3] = keys, values
    return parts


def slots_for(count: int) -> int:
    """The smallest power of two that leaves at least half of the slots free."""
    return 1 << (2 * count - 1).bit_length() if count else 1


def _folded(columns: Columns) -> Columns:
    """The columns with keys in lower case, later entries of a key left out."""
    keys = [key.lower() for key in columns.keys]
    last = len(keys) - 1
    first = dict(zip(reversed(keys), range(last, -1, -1), strict=True))
    if len(first) == len(keys):
        return Columns(keys, columns.values, columns.lines)
    kept = sorted(first.values())
    values, lines = columns.values, columns.lines
    return Columns([keys[at] for at in kept], [values[at] for at in kept], [lines[at] for at in kept])


def _fill(codes: list[int], starts: Iterable[int], slots: int) -> bytes:
    """The slots as bytes: `slots` of them, and behind them as many as probing ran over, each at its nearest place.

    Offsets count from the start of the records; 1 is added, for 0 is a free slot.
    """
    table = array("Q", bytes((slots + len(codes)) * SLOT.size))
    mask, last = slots - 1, slots - 1
    for code, start in zip(codes, starts, strict=False):
        at = code & mask
        while table[at]:
            at += 1
        table[at] = (start + 1) << 32 | code
        if at > last:
            last = at
    del table[last + 1 :]
    if sys.byteorder == "big":
        table.byteswap()
    return table.tobytes()
