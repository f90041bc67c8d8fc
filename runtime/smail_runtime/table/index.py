"""The hash index of one section: constant-time lookup in mapped bytes, every offset checked before it is used.

Open addressing over CRC-32 of the folded key, linear probing, at most half full. Keys are folded by ASCII lower case.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterator
from zlib import crc32

from smail_runtime.table.directory import Buffer
from smail_runtime.table.errors import DamageError
from smail_runtime.table.layout import INDEX, RECORD, SLOT, Section

Finder = Callable[[bytes], bytes | None]

_LOW = 0xFFFFFFFF
_OUTSIDE = "an index points outside itself"
_TOO_LONG = "a record is longer than its index"


class Index:
    """One index section of an open table. Its methods raise DamageError for bytes that contradict themselves.

    All positions kept here count from the start of the table.
    """

    def __init__(self, data: Buffer, section: Section) -> None:
        if section.length < INDEX.size:
            raise DamageError(f"index {section.name!r} is cut short")
        count, home, slots, records_at, length, file, _, _ = INDEX.unpack_from(data, section.offset)
        fits = (
            home & (home - 1) == 0
            and count < home <= slots <= home + count
            and INDEX.size + slots * SLOT.size == records_at
            and records_at + length <= section.length
            and count * RECORD.size <= length
        )
        if not fits:
            raise DamageError(f"the header of index {section.name!r} contradicts itself")
        self.count: int = count
        self.file: int = file
        self.data = data
        self.mask: int = home - 1
        self.slots: int = section.offset + INDEX.size
        self.records: int = section.offset + records_at
        self.end: int = self.records + length
        self.words = _words(data, self.slots, self.records)

    def release(self) -> None:
        """Let go of the bytes, so that they can be unmapped; nothing may be looked up afterwards."""
        if isinstance(self.words, memoryview):
            self.words.release()

    def line(self, key: bytes) -> int | None:
        """The line, from 1, on which the entry of a key starts; None when the key is absent."""
        key = key.lower()
        code = crc32(key)
        for at in range(code & self.mask, len(self.words)):
            word = self.words[at]
            if word <= _LOW:
                break
            if word & _LOW == code:
                stored, _, line, _ = self._read(self.records + (word >> 32) - 1)
                if stored == key:
                    return line
        return None

    def items(self) -> Iterator[tuple[bytes, bytes, int]]:
        """Folded key, value and line of all entries, in their order."""
        at = self.records
        for _ in range(self.count):
            key, value, line, at = self._read(at)
            yield key, value, line

    def _read(self, at: int) -> tuple[bytes, bytes, int, int]:
        """Key, value and line of the record at a position, and the position behind it."""
        middle = at + RECORD.size
        if middle > self.end:
            raise DamageError(_OUTSIDE)
        key_length, value_length, line = RECORD.unpack_from(self.data, at)
        start, middle = middle, middle + key_length
        end = middle + value_length
        if end > self.end:
            raise DamageError(_TOO_LONG)
        return self.data[start:middle], self.data[middle:end], line, end


def _words(data: Buffer, start: int, end: int) -> memoryview[int] | array[int]:
    """The slots as one number each: hash in the low half, start of the record in the high one."""
    if sys.byteorder == "little":
        with memoryview(data) as whole, whole[start:end] as slots:
            return slots.cast("Q")
    swapped = array("Q", data[start:end])
    swapped.byteswap()
    return swapped


def finder(index: Index) -> Finder:
    """The lookup of an index as a function, its positions bound as locals: what the daemon's speed hangs on."""
    data, mask, words, end = index.data, index.mask, index.words, index.end
    read_record, slots = RECORD.unpack_from, len(words)
    before, last = index.records - 1, end - RECORD.size

    def find(key: bytes) -> bytes | None:
        key = key.lower()
        code = crc32(key)
        at = code & mask
        while at < slots:
            word = words[at]
            if word <= 0xFFFFFFFF:
                return None
            if word & 0xFFFFFFFF == code:
                start = before + (word >> 32)
                if start > last:
                    raise DamageError(_OUTSIDE)
                key_length, value_length, _ = read_record(data, start)
                start += 12
                middle = start + key_length
                stop = middle + value_length
                if stop > end:
                    raise DamageError(_TOO_LONG)
                if data[start:middle] == key:
                    return data[middle:stop]
            at += 1
        return None

    return find
