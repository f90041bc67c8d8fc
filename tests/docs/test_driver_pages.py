"""What the manual says of each driver is run: its sites load, and `smail-query` prints the screens shown.

After a change of the screens: `pytest tests/docs --update-golden`, then `python docs/generate.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind
from smail_testkit.cases import Case, read_cases
from smail_testkit.guides import complained, consoles, marked, run_consoles, written

DRIVERS = Path(__file__).parents[2] / "docs" / "drivers"
PAGES = sorted(DRIVERS.glob("*.md"))
CASES = [case for page in PAGES for case in read_cases(page)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_marked_is_found_and_nothing_else(case: Case, tmp_path: Path) -> None:
    assert complained(written(case, tmp_path)) == marked(case)


@pytest.mark.parametrize("case", [one for one in CASES if consoles(one)], ids=str)
def test_commands_print_what_is_shown(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    run_consoles(case, tmp_path, update=bool(request.config.getoption("--update-golden")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_shows_its_driver_at_work(page: Path) -> None:
    asked = "".join(block.text for case in read_cases(page) for block in consoles(case))
    assert "$ smail-query route " in asked


def test_every_driver_of_directors_and_routers_has_a_page() -> None:
    kinds = (FileKind.DIRECTOR, FileKind.ROUTER)
    wanted = {f"{kind.value}-{driver}" for kind in kinds for driver in facts.drivers(kind, extended=True)}
    assert {page.stem for page in PAGES} >= wanted


def test_no_page_is_about_what_is_not_there() -> None:
    known = {f"{kind.value}-{driver}" for kind in FileKind for driver in facts.drivers(kind, extended=True)}
    assert {page.stem for page in PAGES} <= known
