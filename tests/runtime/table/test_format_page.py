"""docs/table-format.md is enough: a second reader, written from that page alone, reads the kept table."""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from smail_runtime.routing import databases
from smail_runtime.table import TableError, layout, open_bytes, open_table
from smail_testkit.tables import program, sealed, small_table

GOLDEN = Path(__file__).parent / "golden"
KEPT = GOLDEN / f"v{layout.FORMAT_VERSION}" / "small.table"


@pytest.fixture
def kept(request: pytest.FixtureRequest) -> bytes:
    """The kept table; it changes only with the format."""
    if request.config.getoption("--update-golden"):
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        KEPT.write_bytes(small_table())
    return KEPT.read_bytes()


def sections(data: bytes) -> dict[tuple[int, str], bytes]:
    """All sections by kind and name."""
    magic, version, needed, count, size, body, length = struct.unpack_from("<8sHHIQQQ", data)
    assert (magic, version, needed) == (bytes.fromhex("8D534D54424C0D0A"), 3, 3)
    assert size == len(data)
    blocks = [data[at : min(at + 65536, body)] for at in range(0, body, 65536)]
    assert data[body:-32] == b"".join(hashlib.sha256(block).digest() for block in blocks)
    assert data[-32:] == hashlib.sha256(data[body:-32]).digest()
    found = {}
    at = 40
    for _ in range(count):
        offset, long, kind, name_long, zero = struct.unpack_from("<QQHHI", data, at)
        assert (offset % 8, zero) == (0, 0)
        found[kind, data[at + 24 : at + 24 + name_long].decode()] = data[offset : offset + long]
        at += -(-(24 + name_long) // 8) * 8
    assert at == 40 + length
    assert list(found) == sorted(found)
    return found


def look_up(index: bytes, key: bytes) -> tuple[bytes, int] | None:
    """Value and line of a key."""
    _, home, slots, records_at, length, _, _, _ = struct.unpack_from("<8I", index)
    records = index[records_at : records_at + length]
    key = key.lower()
    for at in range(zlib.crc32(key) * home >> 32, slots):
        code, start = struct.unpack_from("<II", index, 32 + 8 * at)
        if not start:
            return None
        line, key_long, value_long = struct.unpack_from("<IHH", records, start - 1)
        start += 7
        if value_long == 65535:
            key_long, value_long = struct.unpack_from("<II", records, start)
            start += 8
        middle = start + key_long
        if code == zlib.crc32(key) and records[start:middle] == key:
            return records[middle : middle + value_long], line
    return None


def fits(pattern: list[Any], text: bytes) -> bool:
    """Whether a pattern fits a text."""
    _, classes, width, moves, accepting = pattern
    at = width
    for byte in text:
        at = struct.unpack_from("<H", moves, 2 * (at + classes[byte]))[0]
        if not at:
            return False
    return bool(accepting[at // width])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (b"Team", b"early"),  # the pattern on line 2 stands above the name on line 4
        (b"TAM-X", b"early"),
        (b"x-request", b"bob"),
        (b"empty", b""),  # the name on line 8 stands above the pattern on line 9
        (b"every", b"late"),
        (b"postmaster", b"root"),
        (b"absent", None),
    ],
)
def test_second_reader_of_patterns(kept: bytes, key: bytes, value: bytes | None) -> None:
    found = sections(kept)
    hit = look_up(found[2, "aliases"], key)
    entries = msgspec.msgpack.decode(found[3, "aliases"])
    first = next((text for pattern, line, text in entries if (not hit or line < hit[1]) and fits(pattern, key)), None)
    second = first if first is not None else hit and hit[0]
    with open_table(KEPT) as table:
        ours = databases.look_up(table, "aliases", key)
    assert second == value == (ours and ours.value)


def test_second_reader(kept: bytes) -> None:
    found = sections(kept)
    assert list(found) == [(1, "inputs"), (1, "program"), (1, "source-map"), (2, "aliases"), (3, "aliases")]
    index = found[2, "aliases"]
    assert look_up(index, b"POSTMASTER") == (b"root", 3)
    assert look_up(index, b"team") == (b"alice, bob,\n\tcarol@example.org", 4)
    assert look_up(index, b"empty") == (b"", 8)
    assert look_up(index, b"absent") is None
    assert msgspec.msgpack.decode(found[1, "source-map"]) == {
        "files": ["aliases"],
        "places": [["director", "aliases", "", 0, 1, 1]],
    }
    plain = msgspec.msgpack.decode(found[1, "program"])
    assert plain["variables"]["hostnames"] == ["mail.example.org", "example.org"]
    assert plain["variables"]["smtp_banner"] == [["ready"]]


def test_this_release_reads_the_kept_table(kept: bytes) -> None:
    with open_table(KEPT) as table:
        assert table.program == program()
        assert table.lookup("aliases", b"Team") == b"alice, bob,\n\tcarol@example.org"
        assert table.line("aliases", b"postmaster") == 3
        assert [one.path for one in table.inputs] == ["aliases"]


def test_writer_still_writes_the_kept_table(kept: bytes) -> None:
    """A difference here means a new format: raise its number and keep reading this file."""
    assert open_bytes(small_table()).digest == open_bytes(kept).digest


@pytest.mark.parametrize(
    "path", sorted(GOLDEN.glob("v*/*.table")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_tables_of_every_format_are_read(kept: bytes, path: Path) -> None:
    """What older releases wrote is read whole: the kept files of a format stay when the next one comes."""
    with open_table(path) as table:
        table.verify()
        assert table.program.variables.hostnames
        assert table.inputs
        assert all(table.lookup(name, key) is not None for name in table.sections for key in table.keys(name))


def test_reader_of_an_older_format_refuses_politely(kept: bytes) -> None:
    newer = bytearray(kept[: struct.unpack_from("<8sHHIQQQ", kept)[5]])
    struct.pack_into("<HH", newer, 8, layout.FORMAT_VERSION + 1, layout.FORMAT_VERSION + 1)
    with pytest.raises(TableError, match=f"format {layout.FORMAT_VERSION + 1} is too new, this release reads up to"):
        open_bytes(sealed(bytes(newer)))
