"""The same configuration gives the same bytes, wherever and by whomever it is compiled."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from smail_runtime.table import TableError, open_bytes
from smail_testkit.compiling import SAMPLES, smail_compile

SURROUNDINGS: list[tuple[str, Mapping[str, str], int]] = [
    ("a", {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"}, 0o022),
    ("some/where/else", {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}, 0o077),
    ("caf\N{LATIN SMALL LETTER E WITH ACUTE} x", {"LC_ALL": "tr_TR.UTF-8", "TZ": "EST5EDT"}, 0o002),
]


def mask(bits: int) -> Callable[[], None]:
    """A function that sets the umask of the process that calls it."""

    def set_mask() -> None:
        os.umask(bits)

    return set_mask


@pytest.mark.parametrize("sample", ["smallsite", "bigsite"])
def test_same_bytes_in_other_surroundings(sample: str, tmp_path: Path) -> None:
    tables = []
    for number, (place, env, umask) in enumerate(SURROUNDINGS):
        copy = shutil.copytree(SAMPLES / sample, tmp_path / place)
        table = tmp_path / f"{number}.table"
        done = smail_compile(copy, "-o", table, env=env, limit=mask(umask))
        assert (done.returncode, done.stderr) == (0, "")
        assert table.stat().st_mode & 0o777 == 0o644 & ~umask
        tables.append(table.read_bytes())
    assert tables.count(tables[0]) == len(SURROUNDINGS)
    assert str(tmp_path).encode() not in tables[0]


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
