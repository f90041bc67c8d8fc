"""The pages of the manual that somebody wrote are run: commands print what is shown, files have the faults marked.

After a change of the screens: `pytest tests/docs --update-golden`, then `python docs/generate.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_testkit.cases import Case, read_cases
from smail_testkit.commands import TOP
from smail_testkit.guides import complained, consoles, marked, run_consoles, written

DOCS = TOP / "docs"
DRIVERS = sorted((DOCS / "drivers").glob("*.md"))
SHOWING = [case for page in (*sorted(DOCS.glob("*.md")), *DRIVERS) for case in read_cases(page) if consoles(case)]
MARKED = [case for page in (DOCS / "configuration-language.md", *DRIVERS) for case in read_cases(page)]


@pytest.mark.parametrize("case", SHOWING, ids=str)
def test_commands_print_what_is_shown(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    run_consoles(case, tmp_path, update=bool(request.config.getoption("--update-golden")))


@pytest.mark.parametrize("case", MARKED, ids=str)
def test_what_is_marked_is_found_and_nothing_else(case: Case, tmp_path: Path) -> None:
    assert complained(written(case, tmp_path)) == marked(case)
