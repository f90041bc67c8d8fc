"""Numbers, intervals and floats read as Smail reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_compiler.semantics.numbers import double_of, interval_of, number_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", 0),
        ("0", 0),
        ("-", 0),
        ("+", 0),
        ("k", 0),
        ("kM", 0),
        ("-5", -5),
        ("+7", 7),
        ("644", 644),
        ("0644", 420),
        ("0x1F", 31),
        ("0X1f", 31),
        ("0x", 0),
        ("100k", 102400),
        ("100K", 102400),
        ("2M", 2097152),
        ("1kM", 1073741824),
        ("010k", 8192),
        ("2147483648", -2147483648),
        ("4294967297", 1),
        ("0x1ffffffff", -1),
    ],
)
def test_numbers(text: str, value: int) -> None:
    assert number_of(text, 32) == value


@pytest.mark.parametrize("text", ["08", "09", "1Mk", "1m", "5 ", " 5", "1.5", "abc", "0xg", "--5", "1kk", "५", "5\n"])
def test_what_is_no_number(text: str) -> None:
    assert number_of(text, 32) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 0),
        ("0", 0),
        ("90", 90),
        ("5m30s", 330),
        ("1y", 31_556_736),
        ("1w2d", 777_600),
        ("h", 0),
        ("1h1h", 7200),
        ("1s1d", 86_401),
        ("1h5", 3605),
    ],
)
def test_intervals(text: str, seconds: int) -> None:
    assert interval_of(text) == seconds


@pytest.mark.parametrize("text", ["5M", "-5m", "5 m", "1.5h", "5k", "m5x", "5m\n"])
def test_what_is_no_interval(text: str) -> None:
    assert interval_of(text) is None


@pytest.mark.parametrize(("text", "value"), [("1", 1.0), ("-2.5", -2.5), (".5", 0.5), ("1e3", 1000.0), ("3.", 3.0)])
def test_floats(text: str, value: float) -> None:
    assert double_of(text) == value


@pytest.mark.parametrize("text", ["", "x", "1.2.3", "inf", "nan", "1e999", "4 "])
def test_what_is_no_float(text: str) -> None:
    assert double_of(text) is None


@given(st.integers(-(2**31), 2**31 - 1))
def test_a_word_reads_back(value: int) -> None:
    assert number_of(str(value), 32) == value


@given(st.integers(0, 2**40))
def test_octal_and_hex_are_the_same_number(value: int) -> None:
    assert number_of(f"0{value:o}", 64) == number_of(hex(value), 64) == value
