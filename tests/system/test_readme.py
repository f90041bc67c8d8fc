"""The README's screens are real: every command in a console block is run and its output compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_testkit.cases import Case, read_cases
from smail_testkit.commands import TOP
from smail_testkit.guides import consoles, run_consoles

SCREENS = [case for case in read_cases(TOP / "README.md") if consoles(case)]


@pytest.mark.parametrize("case", SCREENS, ids=str)
def test_screens_are_real_output(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    run_consoles(case, tmp_path, update=bool(request.config.getoption("--update-golden")))


def test_the_readme_shows_commands() -> None:
    assert SCREENS
