"""The page on output formats and repairs: its commands print what it shows, and it names every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_lint.report.formats import FORMATS
from smail_testkit.cases import Case, read_cases
from smail_testkit.commands import TOP
from smail_testkit.guides import consoles, run_consoles

PAGE = TOP / "docs" / "output-formats.md"
CASES = [case for case in read_cases(PAGE) if consoles(case)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_commands_print_what_is_shown(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    run_consoles(case, tmp_path, update=bool(request.config.getoption("--update-golden")))


def test_every_format_is_named() -> None:
    page = PAGE.read_text()
    assert all(f"| `{form}` |" in page for form in FORMATS)
