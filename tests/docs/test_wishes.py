"""The pages of wishes and of differences: every test that a row names is there, and a wish has one row."""

from __future__ import annotations

import re

import pytest

from smail_testkit.commands import TOP

NAMED = re.compile(r"`(tests/[^`:]+)(?:::(\w+))?`(?: \(([^)]+)\))?")
STATES = ("done", "partly", "moot", "not taken up")


def rows(page: str, start: str) -> list[str]:
    return [line for line in (TOP / "docs" / page).read_text("utf-8").splitlines() if line.startswith(start)]


WISHES = rows("wishes.md", "| S")
DIFFERENCES = [row for row in rows("differences.md", "| ") if not row.startswith("| Smail 3.2 |")]


def test_one_row_a_wish_in_order() -> None:
    numbers = [row[2:6] for row in WISHES]
    assert numbers == sorted(set(numbers))
    assert all(re.fullmatch(r"S\d{3}", one) for one in numbers)
    assert all(row.strip("|").split("|")[1].strip().startswith(STATES) for row in WISHES)


@pytest.mark.parametrize("row", [*WISHES, *DIFFERENCES], ids=lambda row: row[2:40])
def test_what_shows_it_is_there(row: str) -> None:
    *_, shown = (cell.strip() for cell in row.strip("|").split("|"))
    named = NAMED.findall(shown)
    assert named, "no test is named"
    for path, function, words in named:
        assert (TOP / path).exists(), path
        text = (TOP / path).read_text("utf-8") if (TOP / path).is_file() else ""
        assert not function or f"def {function}(" in text, function
        page = TOP / "docs" / "reference" / f"{words}.md"
        assert not words or words in text or page.exists(), words
