"""The guide to the language is run: files load with the findings marked in them, commands print what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_testkit.cases import Case, read_cases
from smail_testkit.guides import complained, consoles, marked, run_consoles, written

GUIDE = Path(__file__).parents[2] / "docs" / "configuration-language.md"
CASES = read_cases(GUIDE)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_marked_is_found_and_nothing_else(case: Case, tmp_path: Path) -> None:
    assert complained(written(case, tmp_path)) == marked(case)


@pytest.mark.parametrize("case", [one for one in CASES if consoles(one)], ids=str)
def test_commands_print_what_is_shown(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    run_consoles(case, tmp_path, update=bool(request.config.getoption("--update-golden")))


def test_every_kind_of_file_is_shown() -> None:
    shown = {block.info for case in CASES for block in case.blocks}
    assert {"config", "directors", "routers", "transports", "retry", "qualify", "aliases", "console"} <= shown
