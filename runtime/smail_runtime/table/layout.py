"""The byte layout of a routing table: constants and fixed structures, all little-endian.

    header | directory | section, section, ... | SHA-256 of each block of these | SHA-256 of those digests

`docs/table-format.md` describes it for other implementations.
"""

from __future__ import annotations

import struct

import msgspec

MAGIC = b"\x8dSMTBL\r\n"  # not text in any encoding; a transfer that rewrites line ends breaks it
FORMAT_VERSION = 3
READER_NEEDED = 3  # the oldest reader that understands what this release writes

ALIGNMENT = 8
DIGEST_SIZE = 32

BLOCK_BITS = 16
BLOCK = 1 << BLOCK_BITS  # bytes of the body that share a digest

HEADER = struct.Struct("<8sHHIQQQ")  # magic, version, reader needed, sections, file size, body size, directory length
SECTION = struct.Struct("<QQHHI")  # offset, length, kind, length of the name that follows, zero
INDEX = struct.Struct("<IIIIIIII")  # keys, home slots, all slots, records at, records length, file, zero, zero
SLOT = struct.Struct("<II")  # CRC-32 of the folded key; where among the records its record starts, plus 1; 0 is free
RECORD = struct.Struct("<IHH")  # line, length of key, length of value; then key and value
LONG_RECORD = struct.Struct("<II")  # the two lengths of a record that says LONG for its value, before key and value
LONG = 0xFFFF

KIND_RECORDS = 1  # msgpack of typed records
KIND_INDEX = 2  # a hash index of byte strings
KIND_PATTERNS = 3  # msgpack of entries whose keys are regular expressions, beside the index of the same name

PROGRAM = "program"
SOURCE_MAP = "source-map"
INPUTS = "inputs"
WRITER = "writer"

SMALLEST = HEADER.size + 2 * DIGEST_SIZE
MOST_SECTIONS = 1 << 16
INDEX_LIMIT = (1 << 32) - 1  # bytes of one index section, for its offsets have 32 bits


class Section(msgspec.Struct, frozen=True):
    """One line of the section directory; `offset` counts from the start of the file."""

    name: str
    kind: int
    offset: int
    length: int


def aligned(size: int) -> int:
    """The next multiple of the alignment."""
    return -(-size // ALIGNMENT) * ALIGNMENT


def blocks_of(size: int) -> int:
    """How many blocks a body of that many bytes has."""
    return -(-size // BLOCK)


def home_slots(keys: int) -> int:
    """The slots that are the home of some hash: half as many again as there are keys, and never none."""
    return max(1, (3 * keys + 1) // 2)
