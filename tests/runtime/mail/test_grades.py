"""Ranges of grades (reference semantics, section 18)."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail.grades import grades

EVERY = "".join(sorted(string.digits + string.ascii_letters))


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("C", "C"),
        ("A-C", "ABC"),
        ("C-A", "ABC"),
        ("9-B", "9AB"),
        ("x-", "xyz"),
        ("-2", "012"),
        ("", EVERY),
        ("-", EVERY),
        (":", EVERY),
        ("A:", "A"),
    ],
)
def test_ranges(text: str, taken: str) -> None:
    assert "".join(grade for grade in EVERY if grade in grades(text)) == taken


@given(st.text(max_size=5))
def test_any_text_takes_some_grade(text: str) -> None:
    assert any(grade in grades(text) for grade in EVERY)
