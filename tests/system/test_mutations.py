"""Two hundred small accidents in the samples: never a traceback, and a broken syntax is reported where it broke."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from smail_lint.cli.command import smail_check

SAMPLES = Path(__file__).parents[2] / "samples"
SITES = ("smallsite", "bigsite", "hub-client/hub", "hub-client/client")
TABLES = ("config", "directors", "routers", "transports", "retry", "aliases", "methods", "qualify")
CHARACTERS = b"\"';:,=+-#\\${}()|</ \t\n\x00\xffax0"
GROUPS, IN_EACH = 10, 20


class Accident(msgspec.Struct, frozen=True):
    """A file's new bytes, and the line where they differ from the old ones."""

    path: str
    line: int
    data: bytes
    what: str


@pytest.mark.parametrize("group", range(GROUPS))
def test_accidents(group: int, tmp_path: Path) -> None:
    chance = random.Random(group)
    broke = 0
    for number in range(IN_EACH):
        site = SAMPLES / chance.choice(SITES)
        accident = _accident(chance, site)
        copy = tmp_path / str(number)
        shutil.copytree(site, copy)
        (copy / accident.path).write_bytes(accident.data)
        broke += _reported(
            accident, copy, f"group {group}, number {number}: {accident.what} in {site}/{accident.path}"
        )
        shutil.rmtree(copy)
    assert broke, "no accident of this group broke the syntax, so nothing was tested"


def _accident(chance: random.Random, site: Path) -> Accident:
    """One change to one file of a site, more often to a small one than its size would have it."""
    path = chance.choice(sorted(path.name for path in site.iterdir() if path.name in TABLES))
    data = (site / path).read_bytes()
    at = chance.randrange(len(data))
    start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at) + 1 or len(data)
    character = bytes([chance.choice(CHARACTERS)])
    kinds = {
        "character deleted": data[:at] + data[at + 1 :],
        "character inserted": data[:at] + character + data[at:],
        "character replaced": data[:at] + character + data[at + 1 :],
        "line dropped": data[:start] + data[end:],
        "line doubled": data[:end] + data[start:end] + data[end:],
    }
    what = chance.choice(sorted(kinds))
    return Accident(path, data.count(b"\n", 0, at) + 1, kinds[what], f"{what} ({character!r}) at {at}")


def _reported(accident: Accident, site: Path, where: str) -> bool:
    """Whether the accident broke the syntax; fails the test unless it was reported where it is."""
    ran = CliRunner().invoke(smail_check, ["--format", "json", str(site)])
    assert isinstance(ran.exception, SystemExit | None), f"{where}: {ran.exception!r}"
    assert ran.exit_code in (0, 1), where
    findings = json.loads(ran.stdout)["findings"]
    assert (ran.exit_code == 1) == any(one["severity"] in ("error", "warning") for one in findings), where
    syntax = [one for one in findings if one["code"].startswith("SM1") and one["file"] == accident.path]
    if syntax:
        far = min(_distance(one, accident.line) for one in syntax)
        assert far <= 1, (
            f"{where}: line {accident.line}, reported {[(one['line'], one['message']) for one in syntax]}"
        )
    return bool(syntax)


def _distance(finding: dict[str, int], line: int) -> int:
    """Lines between a finding and the accident; nothing inside the finding's own lines."""
    return max(finding["line"] - line, line - finding["end_line"], 0)
