"""The guide to the language shows every kind of file."""

from __future__ import annotations

from pathlib import Path

from smail_testkit.cases import read_cases

GUIDE = Path(__file__).parents[2] / "docs" / "configuration-language.md"
CASES = read_cases(GUIDE)


def test_every_kind_of_file_is_shown() -> None:
    shown = {block.info for case in CASES for block in case.blocks}
    assert {"config", "directors", "routers", "transports", "retry", "qualify", "aliases", "console"} <= shown
