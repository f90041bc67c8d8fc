"""The grade that a Precedence field gives (section 18)."""

from __future__ import annotations

import pytest

from smail_runtime.mail.precedence import grade_of

GRADES = ("special-delivery", "9", "air-mail", "A", "first-class", "C", "bulk", "a", "junk", "n")


@pytest.mark.parametrize(
    ("field", "grades", "expected"),
    [
        (b"bulk", GRADES, "a"),
        (b"JUNK", GRADES, "n"),
        (b"first-class (or so)", GRADES, "C"),
        (b" \tspecial-delivery", GRADES, "9"),
        (b"list", GRADES, "S"),
        (b"bulk-mail", GRADES, "S"),
        (b"", GRADES, "S"),
        (b"\xff", GRADES, "S"),
        (None, GRADES, "S"),
        (b"A", GRADES, "S"),
        (b"bulk", ("bulk", "xyz"), "x"),
        (b"bulk", ("bulk",), "S"),
        (b"bulk", ("bulk", ""), "S"),
        (b"a", ("a", "1", "a", "2"), "1"),
        (b"bulk", (), "S"),
    ],
)
def test_the_first_word_counts(field: bytes | None, grades: tuple[str, ...], expected: str) -> None:
    """A grade is no word: Smail made `first-class` of `A`, its next item, and so the grade `f`."""
    assert grade_of(field, grades, "S") == expected
