"""Whatever is edited, a run that takes over answers tells what a run tells that asks everything anew."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from smail_compiler.pipeline import UnreadableError
from smail_compiler.text.keeper import Keeper
from smail_lint.engine import Question, examined
from smail_lint.registry import RULES
from smail_lint.report.findings import Findings
from smail_lint.report.json import as_json
from smail_testkit.commands import SAMPLES
from smail_testkit.edits import Files, edited

SLOW = bool(os.environ.get("SMAIL_SLOW"))
SITES = sorted(path.name for path in SAMPLES.iterdir() if (path / "config").exists())
ROUNDS, EDITS = (20, 10) if SLOW else (1, 4)
"""Walks from each site, and edits on each: 200 edits of each site with SMAIL_SLOW set (`make slow`)."""


class Remembering:
    """A keeper that forgets with the test; `asked` is how often something was kept."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def put(self, name: str, data: bytes) -> None:
        self.kept[name] = data


@pytest.mark.parametrize("walk", range(ROUNDS))
@pytest.mark.parametrize("name", SITES)
def test_edits(name: str, walk: int, tmp_path: Path) -> None:
    """The site after each edit, edits adding up, at times undone."""
    keeper, before = Remembering(), _files(SAMPLES / name)
    for number, files in enumerate(_walk(before, random.Random(f"{name} {walk}"))):
        _write(tmp_path, before, files)
        before = files
        assert told(tmp_path, keeper) == told(tmp_path, None), f"edit {number}"


def told(site: Path, keeper: Keeper | None) -> str:
    """All that all rules find, or that the site cannot be read."""
    try:
        run = examined(site, Question(RULES, keeper=keeper))
    except UnreadableError as error:
        return str(error)
    return as_json(Findings(run.found, run.files))


def _walk(files: Files, dice: random.Random) -> Iterator[Files]:
    first = files
    yield files
    for _ in range(EDITS):
        files = edited(first if dice.random() < 0.2 else files, dice)
        yield files


def _files(site: Path) -> Files:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _write(site: Path, before: Files, files: Files) -> None:
    for name in before.keys() - files.keys():
        (site / name).unlink(missing_ok=True)
    for name, data in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
