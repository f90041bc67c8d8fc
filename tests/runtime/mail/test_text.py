"""What may be shown of text from strangers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail.text import printable, still


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("naïve ☃", "naïve ☃"),
        ("a\nb\x1b[31m", r"a\x0ab\x1b[31m"),
        ("x\u202ey", r"x\u202ey"),
        ("\u200b\u2028\x85", r"\u200b\u2028\u0085"),
        (b"\xff\xc3\xa4", "\\xffä"),
        ("a\\b", r"a\\b"),
        ("\U000e0001", r"\U000e0001"),
    ],
)
def test_printable(text: str | bytes, shown: str) -> None:
    assert printable(text) == shown


@given(st.binary(max_size=30))
def test_everything_shown_is_printable_and_encodable(data: bytes) -> None:
    shown = printable(data)
    assert shown.isprintable()
    shown.encode()


@given(st.binary(max_size=6), st.binary(max_size=6))
def test_different_inputs_look_different(one: bytes, other: bytes) -> None:
    assert (printable(one) == printable(other)) == (one == other)


def test_still_keeps_what_was_escaped_before() -> None:
    line = printable("a\x1b\\b") + "\x1b\udce9 ä"
    assert still(line) == r"a\x1b\\b\x1b\xe9 ä"
