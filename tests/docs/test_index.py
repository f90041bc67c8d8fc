"""The index of the manual names every page, and no link of a page that somebody wrote leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smail_testkit.commands import TOP

DOCS = TOP / "docs"
LINK = re.compile(r"\]\(([^)#:]+)\)")
WRITTEN = [TOP / "README.md", TOP / "ARCHITECTURE.md", *DOCS.glob("*.md"), *DOCS.glob("decisions/*.md")]


def linked(page: Path) -> set[Path]:
    """The files that a page links to."""
    return {(page.parent / target).resolve() for target in LINK.findall(page.read_text("utf-8"))}


def test_every_page_is_in_the_index() -> None:
    index = DOCS / "README.md"
    pages = {*DOCS.glob("*.md"), *DOCS.glob("decisions/*.md")} - {index}
    assert pages - linked(index) == set()


@pytest.mark.parametrize("page", sorted(WRITTEN), ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    assert [target for target in linked(page) if not target.exists()] == []
