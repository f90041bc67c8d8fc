"""The manual's reference: a page for every driver, a section for every setting, and an example that loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.pipeline import load
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind, ValueType
from smail_testkit.cases import read_cases
from smail_testkit.site import write_site

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
PAGES = {
    "config": (FileKind.CONFIG, None),
    "directors": (FileKind.DIRECTOR, None),
    "routers": (FileKind.ROUTER, None),
    "transports": (FileKind.TRANSPORT, None),
} | {
    f"{kind.value}-{driver}": (kind, driver)
    for kind in (FileKind.DIRECTOR, FileKind.ROUTER, FileKind.TRANSPORT)
    for driver in facts.drivers(kind, extended=True)
}


def test_there_is_a_page_for_every_owner_of_settings() -> None:
    assert {path.stem for path in REFERENCE.glob("*.md")} == {"index", *PAGES}
    assert {(one.kind, one.driver) for one in facts.table().attributes} <= set(PAGES.values())


@pytest.mark.parametrize("page", PAGES)
def test_every_setting_has_an_example_that_loads(page: str, tmp_path: Path) -> None:
    """Files that an example names are not there, so findings about references are to be expected; no others are."""
    own = facts.attributes(*PAGES[page], extended=True)
    sections = [case for case in read_cases(REFERENCE / f"{page}.md") if case.name.startswith("`")]
    cases = {case.name.strip("`"): case for case in sections}
    assert set(cases) == {one.name for one in own.values() if one.type is not ValueType.READ_ONLY}
    for name, case in cases.items():
        files = {block.info: block.text for block in case.blocks}
        assert name in "".join(files.values())
        loaded = load(write_site(tmp_path / name, files))
        wrong = [one for one in loaded.diagnostics if not one.kind.code.startswith("SM3")]
        assert wrong == [], name
        entries = loaded.site.entries
        written = [
            *loaded.site.variables.values(),
            *(one for entry in entries for one in entry.settings),
        ]
        assert any(one.name == name and one.at is not None for one in written)
