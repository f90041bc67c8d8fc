"""Whatever a configuration looks like, the back end makes a table of what was understood, and it reads back."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from smail_compiler.emit.running import unavailable
from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_runtime.table import open_bytes
from smail_testkit.compiling import SAMPLES

FILES = ("config", "directors", "routers", "transports", "retry", "aliases")
BYTES = b'=,;:#"\\${}~/ \n\tax0-+|<>@%!\xff\xe9\x00'


def damage(path: Path, chosen: random.Random) -> None:
    """A byte deleted, inserted or replaced, or a line dropped or doubled."""
    data = path.read_bytes()
    at, byte = chosen.randrange(len(data)), bytes([chosen.choice(BYTES)])
    lines = data.splitlines(keepends=True)
    line = chosen.randrange(len(lines))
    path.write_bytes(
        chosen.choice(
            [
                data[:at] + data[at + 1 :],
                data[:at] + byte + data[at:],
                data[:at] + byte + data[at + 1 :],
                b"".join(lines[:line] + lines[line + 1 :]),
                b"".join(lines[: line + 1] + lines[line:]),
            ]
        )
    )


@pytest.mark.parametrize("seed", range(40))
def test_damaged_configuration_still_makes_a_table(seed: int, tmp_path: Path) -> None:
    chosen = random.Random(seed)
    site = shutil.copytree(SAMPLES / "smallsite", tmp_path / "site")
    for _ in range(chosen.choice((1, 2, 5))):
        damage(site / chosen.choice(FILES), chosen)
    loaded = load(site)
    assert all(one.at.source in loaded.site.sources for one in unavailable(loaded.site))
    table = open_bytes(emit(loaded.site))
    assert len(table.program.directors) == len(loaded.site.directors)
    assert {one.path for one in table.inputs} == {one.path for one in loaded.site.sources}
    for section in table.sections:
        assert all(table.lookup(section, key) == value for key, value, _ in table.items(section))
