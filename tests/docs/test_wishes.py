"""The page of wishes: one row a wish, in order, and every test that it names is there."""

from __future__ import annotations

import re

import pytest

from smail_testkit.commands import TOP

ROWS = [line for line in (TOP / "docs" / "wishes.md").read_text("utf-8").splitlines() if line.startswith("| S")]
NAMED = re.compile(r"`(tests/[^`:]+)(?:::(\w+))?`(?: \(([^)]+)\))?")
STATES = ("done", "partly", "moot", "not taken up")


def test_one_row_a_wish_in_order() -> None:
    numbers = [row[2:6] for row in ROWS]
    assert numbers == sorted(set(numbers))
    assert all(re.fullmatch(r"S\d{3}", one) for one in numbers)


@pytest.mark.parametrize("row", ROWS, ids=[row[2:6] for row in ROWS])
def test_what_shows_it_is_there(row: str) -> None:
    _, state, shown = (cell.strip() for cell in row.strip("|").split("|"))
    assert state.startswith(STATES)
    named = NAMED.findall(shown)
    assert named, "no test is named"
    for path, function, words in named:
        assert (TOP / path).exists(), path
        text = (TOP / path).read_text("utf-8") if (TOP / path).is_file() else ""
        assert not function or f"def {function}(" in text, function
        page = TOP / "docs" / "reference" / f"{words}.md"
        assert not words or words in text or page.exists(), words
