"""Opening a table: what is whole opens, anything else is refused with one line that helps."""

from __future__ import annotations

import itertools
import os
import random
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from smail_compiler.emit.container import Part, assemble
from smail_runtime.table import TableError, layout, open_bytes, open_table
from smail_runtime.table.base import Place
from smail_testkit.tables import ROWS, index_part, program, record_part, sealed, small_table

WHOLE = small_table()
BODY = layout.HEADER.unpack_from(WHOLE)[5]


def refusal(data: bytes) -> str:
    """The one line with which these bytes are refused."""
    with pytest.raises(TableError) as caught:
        open_bytes(data, "smail.table")
    line = str(caught.value)
    assert line.isprintable()
    assert line.startswith("smail.table: ")
    assert line.endswith("; run smail-compile again")
    return line


def test_whole_table_opens(tmp_path: Path) -> None:
    path = tmp_path / "smail.table"
    path.write_bytes(WHOLE)
    with open_table(path) as table:
        assert table.program == program()
        assert table.lookup("aliases", b"team") == b"alice, bob,\n\tcarol@example.org"
        assert table.place(Place(0, 4)) == ("aliases", 4)
        assert table.source_map.places[0].entry == "aliases"
        assert [one.path for one in table.inputs] == ["aliases"]
        assert len(table.digest) == 64


def test_each_of_2000_single_byte_changes_is_refused() -> None:
    chosen = random.Random(20)
    places = list(range(len(WHOLE)))[:2000]
    places += [chosen.randrange(len(WHOLE)) for _ in range(2000 - len(places))]
    for at in places:
        changed = bytearray(WHOLE)
        changed[at] ^= chosen.randrange(1, 256)
        refusal(bytes(changed))


@pytest.mark.parametrize("kept", [0, 1, 7, 8, 9, 31, 32, 33, 63, 64, 200, len(WHOLE) // 2, len(WHOLE) - 1])
def test_truncated(kept: int) -> None:
    line = refusal(WHOLE[:kept])
    assert "cut short" in line or "empty" in line or f"has {kept} bytes where its header says" in line


def test_splices() -> None:
    middle = len(WHOLE) // 2
    assert "header says" in refusal(WHOLE + b"\0")
    assert "header says" in refusal(WHOLE + WHOLE)
    assert "digest" in refusal(WHOLE[:middle] + WHOLE[middle - 8 : -8])
    assert "digest" in refusal(WHOLE[:64] + WHOLE[72:136] + WHOLE[64:72] + WHOLE[136:])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"# directors\naliases: driver=aliasfile\n", "not a routing table"),
        (b"\x7fELF" + bytes(200), "not a routing table"),
        (bytes(4096), "not a routing table"),
        (b"x", "not a routing table"),
        (b"", "empty"),
        (WHOLE.replace(b"\r\n", b"\n"), "not a routing table"),
    ],
)
def test_foreign(data: bytes, words: str) -> None:
    assert words in refusal(data)


@pytest.mark.parametrize(
    ("version", "needed", "words"),
    [(4, 4, "format 4 is too new"), (9, 1, None), (0, 0, "makes no sense"), (1, 0, None), (0, 1, "makes no sense")],
)
def test_versions(version: int, needed: int, words: str | None) -> None:
    body = bytearray(WHOLE[:BODY])
    struct.pack_into("<HH", body, 8, version, needed)
    data = sealed(bytes(body))
    if words is None:
        assert open_bytes(data).program == program()
    else:
        assert words in refusal(data)


@pytest.mark.parametrize(
    ("form", "at", "number", "words"),
    [
        ("<I", 12, 9, "cut short"),  # more sections than the directory has
        ("<I", 12, 2**32 - 1, "does not fit"),
        ("<Q", 24, 2**63, "contradict each other"),  # a body longer than the file
        ("<Q", 24, 8, "contradict each other"),
        ("<Q", 32, 2**63, "does not fit"),  # a directory longer than the file
        ("<Q", 32, 8, "cut short"),
        ("<Q", 40, 2**64 - 1, "outside the file"),  # offset of the first section
        ("<Q", 48, 2**64 - 1, "outside the file"),  # its length
        ("<Q", 40, 0, "outside the file"),
        ("<H", 58, 2**16 - 1, "cut short"),  # length of its name
    ],
)
def test_directory_that_lies(form: str, at: int, number: int, words: str) -> None:
    body = bytearray(WHOLE[:BODY])
    struct.pack_into(form, body, at, number)
    assert words in refusal(sealed(bytes(body)))


def test_two_sections_of_one_name() -> None:
    assert "same name" in refusal(assemble([index_part("a", []), index_part("a", [])]))


def test_missing_and_wrong_sections() -> None:
    table = open_bytes(assemble([record_part(layout.PROGRAM, (1, 2))]), "t")
    with pytest.raises(TableError, match="'program' is not what this release writes; run smail-compile again"):
        _ = table.program
    with pytest.raises(TableError, match="has no section 'inputs'"):
        _ = table.inputs
    with pytest.raises(TableError, match="has no section 'source-map'"):
        table.place(Place(0, 1))
    with pytest.raises(TableError, match="does not list"):
        open_bytes(WHOLE).place(Place(7, 1))


def test_index_that_lies_is_refused_when_opened(tmp_path: Path) -> None:
    path = tmp_path / "smail.table"
    parts = [index_part("a", ROWS), Part("b", layout.KIND_INDEX, [bytes(layout.INDEX.size)])]
    path.write_bytes(assemble(parts))
    with pytest.raises(TableError, match="the header of index 'b' contradicts itself; run smail-compile again"):
        open_table(path)


def test_unreadable_paths(tmp_path: Path) -> None:
    fifo, directory, empty = tmp_path / "fifo", tmp_path / "directory", tmp_path / "empty"
    os.mkfifo(fifo)
    directory.mkdir()
    empty.touch()
    cases = {
        fifo: "not a regular file",
        directory: "is a directory",
        empty: "it is empty",
        tmp_path / "absent": "No such file",
        empty / "below": "Not a directory",
        tmp_path / "two\nlines\x1b": "No such file",
        tmp_path / "nul\0": "embedded null",
    }
    for path, words in cases.items():
        with pytest.raises(TableError, match=words) as caught:
            open_table(path)
        assert str(caught.value).isprintable()


def test_two_opens_share_their_pages(tmp_path: Path) -> None:
    """Both mappings are of one file and read-only, so the kernel holds its pages once."""
    path = tmp_path / "smail.table"
    path.write_bytes(WHOLE)
    with open_table(path), open_table(path):
        maps = [line.split() for line in Path("/proc/self/maps").read_text().splitlines() if line.endswith(str(path))]
    assert len(maps) == 2
    assert {line[4] for line in maps} == {str(path.stat().st_ino)}
    assert all("w" not in line[1] and line[1].endswith("s") for line in maps)


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="the kernel tells of pages in /proc alone")
def test_two_daemons_share_the_pages(tmp_path: Path) -> None:
    """Each process is charged with half of what both have read, and nothing of it is its own."""
    path = tmp_path / "smail.table"
    rows = [(b"user%d" % number, b"x" * 40, 1) for number in range(30_000)]
    path.write_bytes(assemble([index_part("aliases", rows)]))
    with open_table(path) as table:
        table.verify()
        argv = [sys.executable, "-c", _OTHER, str(path)]
        with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == b"open\n"
            pages = mapped(path)
            other.communicate(b"done\n", timeout=30)
    assert pages["Rss"] >= path.stat().st_size // 1024
    assert pages["Private_Clean"] + pages["Private_Dirty"] == 0
    assert pages["Shared_Clean"] + pages["Shared_Dirty"] == pages["Rss"]
    assert pages["Pss"] <= pages["Rss"] * 0.6


_OTHER = """
import sys
from smail_runtime.table import open_table
table = open_table(sys.argv[1])
table.verify()
print("open", flush=True)
sys.stdin.readline()
"""


def mapped(path: Path) -> dict[str, int]:
    """What /proc says of the pages of a file that this process has mapped, in KiB."""
    lines = iter(Path("/proc/self/smaps").read_text().splitlines())
    found = next(line for line in lines if line.endswith(str(path)))
    assert found.split()[1] == "r--s"
    fields = (line.split() for line in itertools.takewhile(lambda line: not line.startswith("VmFlags"), lines))
    return {one[0].rstrip(":"): int(one[1]) for one in fields if one[-1] == "kB"}


def test_large_table_is_checked_as_it_is_read() -> None:
    rows = [(b"user%d" % number, b"x" * 40, 1) for number in range(30_000)]
    good = assemble([record_part(layout.PROGRAM, program()), index_part("aliases", rows)])
    at = good.index(b"user29000xxx")
    table = open_bytes(good[:at] + b"U" + good[at + 1 :], "t")
    assert table.program == program()
    assert table.lookup("aliases", b"user1") == b"x" * 40
    for ask in (table.lookup, table.line):
        with pytest.raises(TableError, match="t: it is damaged, a digest does not match"):
            ask("aliases", b"user29000")
    with pytest.raises(TableError, match="damaged"):
        table.verify()


def test_open_table_survives_its_replacement(tmp_path: Path) -> None:
    path, fresh = tmp_path / "smail.table", tmp_path / "fresh"
    path.write_bytes(WHOLE)
    with open_table(path) as table:
        fresh.write_bytes(assemble([]))
        fresh.rename(path)
        assert table.lookup("aliases", b"postmaster") == b"root"
    with open_table(path) as table:
        assert table.sections == ()
