"""The page on comparing, searching and drawing is run: its commands print what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_testkit.cases import Case, read_cases
from smail_testkit.guides import consoles, run_consoles

PAGE = Path(__file__).parents[2] / "docs" / "comparing.md"


@pytest.mark.parametrize("case", [one for one in read_cases(PAGE) if consoles(one)], ids=str)
def test_commands_print_what_is_shown(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    run_consoles(case, tmp_path, update=bool(request.config.getoption("--update-golden")))
