"""Rows of key, value and line packed as a hash index (see `smail_runtime.table.index`).

Long stretches of columns are handled at a time where the interpreter can, and only one stretch is held as separate
pieces: alias files of a million entries pass through here.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from zlib import crc32

import msgspec

from smail_compiler.text.source import bytes_of
from smail_runtime.table.layout import INDEX, INDEX_LIMIT, RECORD, SLOT

CHUNK = 1 << 16

Row = tuple[bytes, bytes, int]


class Columns(msgspec.Struct, frozen=True):
    """Entries of one database in their order: keys, values, and the lines they start on.

    Values may be text; it becomes bytes as it is packed, so that never all of them are held twice.
    """

    keys: Sequence[bytes]
    values: Sequence[bytes | str]
    lines: Sequence[int]


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
    count, slots = len(kept.keys), slots_for(len(kept.keys))
    codes, sizes, records = array("L"), array("Q"), list[bytes]()
    for at in range(0, count, CHUNK):
        codes.extend(map(crc32, kept.keys[at : at + CHUNK]))
        records.append(_records(kept, at, sizes))
    length = sum(sizes)
    if INDEX.size + (slots + count) * SLOT.size + length > INDEX_LIMIT:
        raise IndexTooLargeError(f"{count} keys need {length} bytes, more than an index can hold")
    table = _fill(codes, accumulate(sizes, initial=0), slots)
    header = INDEX.pack(count, slots, len(table) // SLOT.size, INDEX.size + len(table), length, file, 0, 0)
    return [header, table, *records]


def _records(columns: Columns, start: int, sizes: array[int]) -> bytes:
    """The records of up to CHUNK entries from `start` on; their sizes go to the end of `sizes`."""
    part = slice(start, start + CHUNK)
    keys, lines = columns.keys[part], columns.lines[part]
    values = [one if isinstance(one, bytes) else bytes_of(one) for one in columns.values[part]]
    key_sizes, value_sizes = list(map(len, keys)), list(map(len, values))
    sizes.extend(RECORD.size + k + v for k, v in zip(key_sizes, value_sizes, strict=True))
    pieces: list[bytes] = [b""] * (3 * len(keys))
    pieces[0::3] = map(RECORD.pack, key_sizes, value_sizes, lines)
    pieces[1::3], pieces[2::3] = keys, values
    return b"".join(pieces)


def slots_for(count: int) -> int:
    """The smallest power of two that leaves at least half of the slots free."""
    return 1 << (2 * count - 1).bit_length() if count else 1


def _folded(columns: Columns) -> Columns:
    """The columns with keys in lower case, later entries of a key left out."""
    keys = [key.lower() for key in columns.keys]
    if len(set(keys)) == len(keys):
        return Columns(keys, columns.values, columns.lines)
    last = len(keys) - 1
    first = dict(zip(reversed(keys), range(last, -1, -1), strict=True))
    kept = sorted(first.values())
    values, lines = columns.values, columns.lines
    return Columns([keys[at] for at in kept], [values[at] for at in kept], [lines[at] for at in kept])


def _fill(codes: array[int], starts: Iterable[int], slots: int) -> bytes:
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
