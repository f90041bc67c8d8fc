"""The same configuration gives the same bytes, wherever and by whomever it is compiled."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from smail_runtime.table import TableError, open_bytes
from smail_testkit.alias_files import alias_file
from smail_testkit.compiling import SAMPLES, smail_compile


class Surroundings(NamedTuple):
    """Where and by whom a site is compiled: folder, environment, umask, cores, age of the files in seconds."""

    place: str
    env: Mapping[str, str]
    umask: int = 0o022
    cores: int = 2
    age: int = 0


ACUTE = "\N{LATIN SMALL LETTER E WITH ACUTE}"
SURROUNDINGS = (
    Surroundings("a", {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"}),
    Surroundings("some/where/else", {"PYTHONHASHSEED": "1"}),
    Surroundings(f"caf{ACUTE} x", {"PYTHONHASHSEED": "2"}, age=10),
    Surroundings("b", {"LC_ALL": "tr_TR.UTF-8"}, cores=1),
    Surroundings("c", {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}, umask=0o077),
    Surroundings("d", {"TZ": "EST5EDT", "PYTHONUTF8": "1"}, umask=0o002, age=3_000_000_000),
    Surroundings("e", {"PYTHONHASHSEED": "77", "LANG": "de_DE.ISO-8859-1"}, umask=0, cores=1),
    Surroundings("f" * 100, {"TZ": "Pacific/Chatham", "HOME": "/"}, age=100_000),
)
ENTRIES = 70_000
"""Enough for stretches of text and of rows that the cores share."""


def surrounded(of: Surroundings) -> Callable[[], None]:
    """A function that gives the process that calls it its umask and cores."""

    def enter() -> None:
        os.umask(of.umask)
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: of.cores])

    return enter


def copied(site: Path, to: Path, of: Surroundings) -> Path:
    """The files of a site made anew, in an order and with times of their own."""
    files = sorted(one for one in site.rglob("*") if one.is_file())
    random.Random(of.place).shuffle(files)
    for one in files:
        copy = to / of.place / one.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(one, copy)
        when = 1_700_000_000 - of.age
        os.utime(copy, (when, when))
    return to / of.place


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A site with a long alias file."""
    site = shutil.copytree(SAMPLES / "smallsite", tmp_path / "many")
    (site / "long").write_text(alias_file(ENTRIES, seed=4, broken=False) + "user5: again\n")
    with (site / "directors").open("a") as directors:
        directors.write("\nlong: driver=aliasfile; file=long, proto=lsearch\n")
    return site


def same_in_all(site: Path, tmp_path: Path) -> bytes:
    """The table that a site gives in all surroundings."""
    tables = []
    for of in SURROUNDINGS:
        table = tmp_path / f"{of.place}.table"
        table.parent.mkdir(parents=True, exist_ok=True)
        done = smail_compile(copied(site, tmp_path, of), "-qo", table, env=of.env, limit=surrounded(of))
        assert (done.returncode, done.stderr) == (0, "")
        assert table.stat().st_mode & 0o777 == 0o644 & ~of.umask
        tables.append(table.read_bytes())
    assert tables.count(tables[0]) == len(SURROUNDINGS)
    assert str(tmp_path).encode() not in tables[0]
    return tables[0]


def test_same_bytes_in_other_surroundings(tmp_path: Path) -> None:
    same_in_all(SAMPLES / "bigsite", tmp_path)


def test_same_bytes_of_long_files_in_other_surroundings(many: Path, tmp_path: Path) -> None:
    with open_bytes(same_in_all(many, tmp_path)) as table:
        assert table.size("long") == ENTRIES


def test_same_bytes_however_the_target_is_named(tmp_path: Path) -> None:
    site = shutil.copytree(SAMPLES / "smallsite", tmp_path / "site")
    (tmp_path / "link").symlink_to(site)
    names = [
        (site, tmp_path),
        (Path("site"), tmp_path),
        (Path(), site),
        (Path("config"), site),
        (Path("../link"), site),
    ]
    tables = []
    for target, cwd in names:
        done = smail_compile(target, "-o", tmp_path / "smail.table", cwd=cwd)
        assert (done.returncode, done.stderr) == (0, "")
        tables.append((tmp_path / "smail.table").read_bytes())
    assert tables.count(tables[0]) == len(names)


def test_changed_bytes_of_a_real_table_are_refused(tmp_path: Path) -> None:
    table = tmp_path / "smail.table"
    assert smail_compile(SAMPLES / "smallsite", "-o", table).returncode == 0
    whole = table.read_bytes()
    chosen = random.Random(7)
    for _ in range(2000):
        at = chosen.randrange(len(whole))
        changed = whole[:at] + bytes([whole[at] ^ chosen.randrange(1, 256)]) + whole[at + 1 :]
        with pytest.raises(TableError) as caught:
            open_bytes(changed, "smail.table")
        assert str(caught.value).isprintable()
