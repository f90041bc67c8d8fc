"""Numbers, intervals, floats and characters as Smail reads them (reference semantics, section 5).

All readers take readable text and give None for text that is not of the form.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?:0[xX](?P<hex>[0-9a-fA-F]*)|(?P<octal>0[0-7]*)|(?P<decimal>[1-9][0-9]*)?)"
    r"(?P<kilo>[kK]?)(?P<mega>M?)",
    re.ASCII,
)
_INTERVAL = re.compile(r"(?:[0-9]*[ywdhms])*[0-9]*", re.ASCII)
_TERM = re.compile(r"([0-9]*)([ywdhms]?)", re.ASCII)
_DOUBLE = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_DIGITS = "0123456789abcdef"

SECONDS = {"y": 31_556_736, "w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1, "": 1}
"""Length of each unit of an interval; a year has 365.24 days."""


def number_of(text: str, bits: int) -> int | None:
    """A C number with suffixes k or K, then M, cut down to `bits` bits as a signed number."""
    exact = exact_number_of(text)
    return None if exact is None else cut(exact, bits)


def exact_number_of(text: str) -> int | None:
    """The same before it is cut down to a machine's word (but no longer than 128 bits)."""
    form = _NUMBER.fullmatch(text)
    if form is None:
        return None
    base = 16 if form["hex"] is not None else 8 if form["octal"] else 10
    value = digits_of(form["hex"] or form["octal"] or form["decimal"] or "", base)
    value *= (1024 if form["kilo"] else 1) * (1_048_576 if form["mega"] else 1)
    return -value if form["sign"] == "-" else value


def interval_of(text: str) -> int | None:
    """Seconds of an interval: terms of digits and a unit; a bare unit counts nothing, bare digits are seconds."""
    if _INTERVAL.fullmatch(text) is None:
        return None
    return cut(sum(digits_of(count, 10) * SECONDS[unit] for count, unit in _TERM.findall(text)), 64)


def double_of(text: str) -> float | None:
    """A decimal float; text that is none, or too large for one, gives None."""
    if _DOUBLE.fullmatch(text) is None:
        return None
    value = float(text)
    return value if abs(value) != float("inf") else None


def digits_of(digits: str, base: int) -> int:
    """The number that digits spell, modulo 2**128, whatever their count."""
    value = 0
    for digit in digits.lower():
        value = (value * base + _DIGITS.index(digit)) & (1 << 128) - 1
    return value


def cut(value: int, bits: int) -> int:
    """What remains of a number in a signed word of `bits` bits."""
    low = value & (1 << bits) - 1
    return low - (1 << bits) if low >> bits - 1 else low
