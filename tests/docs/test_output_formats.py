"""The page on output formats and repairs names every format."""

from __future__ import annotations

from smail_lint.report.formats import FORMATS
from smail_testkit.commands import TOP

PAGE = TOP / "docs" / "output-formats.md"


def test_every_format_is_named() -> None:
    page = PAGE.read_text()
    assert all(f"| `{form}` |" in page for form in FORMATS)
