"""Each driver of directors and routers has a page in the manual that shows it at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind
from smail_testkit.cases import read_cases
from smail_testkit.guides import consoles

DRIVERS = Path(__file__).parents[2] / "docs" / "drivers"
PAGES = sorted(DRIVERS.glob("*.md"))


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
