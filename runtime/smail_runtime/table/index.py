"""The hash index of one section: constant-time lookup in mapped bytes, every offset checked before it is used.

Open addressing over CRC-32 of the folded key, linear probing, at most two thirds full. Keys are folded by ASCII lower
case. Blocks of the table are checked as they are reached.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Callable, Iterator
from zlib import crc32

from smail_runtime.table.blocks import Blocks, Buffer
from smail_runtime.table.errors import DamageError
from smail_runtime.table.layout import BLOCK, BLOCK_BITS, INDEX, LONG, LONG_RECORD, RECORD, SLOT, Section

Finder = Callable[[bytes], bytes | None]

_LOW = 0xFFFFFFFF
_LENGTHS = struct.Struct("<4xHH")  # those of a RECORD
_SLOT_BITS = BLOCK_BITS - 3  # from a slot's number to its block's
_OUTSIDE = "an index points outside itself"
_TOO_LONG = "a record is longer than its index"


class Index:
    """One index section of an open table. Its methods raise DamageError for bytes that contradict themselves.

    All positions kept here count from the start of the table.
    """

    def __init__(self, data: Buffer, section: Section, blocks: Blocks) -> None:
        if section.length < INDEX.size:
            raise DamageError(f"index {section.name!r} is cut short")
        blocks.need(section.offset, section.offset + INDEX.size)
        count, home, slots, records_at, length, file, _, _ = INDEX.unpack_from(data, section.offset)
        fits = (
            count < home <= slots <= home + count
            and section.offset % SLOT.size == 0
            and INDEX.size + slots * SLOT.size == records_at
            and records_at + length <= section.length
            and count * RECORD.size <= length
        )
        if not fits:
            raise DamageError(f"the header of index {section.name!r} contradicts itself")
        self.count: int = count
        self.file: int = file
        self.data = data
        self.blocks = blocks
        self.home: int = home
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
        for at in range(code * self.home >> 32, len(self.words)):
            self.blocks.need(self.slots + at * SLOT.size, self.slots + (at + 1) * SLOT.size)
            word = self.words[at]
            if word <= _LOW:
                break
            if word & _LOW == code:
                stored, _, line, _ = self.record(self.records + (word >> 32) - 1)
                if stored == key:
                    return line
        return None

    def items(self) -> Iterator[tuple[bytes, bytes, int]]:
        """Folded key, value and line of all entries, in their order."""
        self.blocks.need(self.records, self.end)
        data, read_record, last = self.data, RECORD.unpack_from, self.end - RECORD.size
        at = self.records
        for _ in range(self.count):
            if at > last:
                raise DamageError(_OUTSIDE)
            line, key_length, value_length = read_record(data, at)
            middle = at + RECORD.size + key_length
            end = middle + value_length
            if value_length == LONG:
                key, value, line, at = self.record(at)
                yield key, value, line
            elif end > self.end:
                raise DamageError(_TOO_LONG)
            else:
                yield data[at + RECORD.size : middle], data[middle:end], line
                at = end

    def record(self, at: int) -> tuple[bytes, bytes, int, int]:
        """Key, value and line of the record at a position, and the position behind it."""
        start = at + RECORD.size
        line, key_length, value_length = RECORD.unpack(self._bytes(at, start, _OUTSIDE))
        if value_length == LONG:
            at, start = start, start + LONG_RECORD.size
            key_length, value_length = LONG_RECORD.unpack(self._bytes(at, start, _TOO_LONG))
        middle = start + key_length
        end = middle + value_length
        return self._bytes(start, middle, _TOO_LONG), self._bytes(middle, end, _TOO_LONG), line, end

    def _bytes(self, start: int, end: int, wrong: str) -> bytes:
        """Some bytes of the records, once they are known to be whole."""
        if end > self.end:
            raise DamageError(wrong)
        self.blocks.need(start, end)
        return self.data[start:end]


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
    data, home, words, end = index.data, index.home, index.words, index.end
    read_record, slots, first = _LENGTHS.unpack_from, len(words), index.slots // SLOT.size
    before, last = index.records - 1, end - RECORD.size
    unread, read = index.blocks.unread, index.blocks.read

    def find(key: bytes) -> bytes | None:
        key = key.lower()
        code = crc32(key)
        at = code * home >> 32
        while at < slots:
            if unread[first + at >> _SLOT_BITS]:
                read(first + at >> _SLOT_BITS)
            word = words[at]
            if word <= 0xFFFFFFFF:
                return None
            if word & 0xFFFFFFFF == code:
                start = before + (word >> 32)
                if start > last:
                    raise DamageError(_OUTSIDE)
                if unread[start >> BLOCK_BITS]:
                    read(start >> BLOCK_BITS)
                key_length, value_length = read_record(data, start)
                middle = start + 8 + key_length
                stop = middle + value_length
                if value_length == LONG or stop - start > BLOCK:
                    stored, value, _, _ = index.record(start)
                    if stored == key:
                        return value
                elif stop > end:
                    raise DamageError(_TOO_LONG)
                elif data[start + 8 : middle] == key:
                    return data[middle:stop]
            at += 1
        return None

    return find
