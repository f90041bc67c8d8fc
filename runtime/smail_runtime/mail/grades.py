"""Ranges of grades: which mail is delivered at once, and which a run of the queue takes (semantics, section 18)."""

from __future__ import annotations

import msgspec


class Grades(msgspec.Struct, frozen=True):
    """Grades from `low` to `high` by character code; an empty end is open."""

    low: str = ""
    high: str = ""

    def __contains__(self, grade: str) -> bool:
        return self.low <= grade and (not self.high or grade <= self.high)


ALL = Grades()


def grades(text: str) -> Grades:
    """`C`, `A-C`, `a-`, `-C`; nothing and `-` are all. Ends in the wrong order are exchanged.

    What is neither a letter nor a digit sets no end.
    """
    low = text[:1] if _is_grade(text[:1]) else ""
    if text[len(low) : len(low) + 1] != "-":
        return Grades(low, low)
    high = text[len(low) + 1 : len(low) + 2]
    high = high if _is_grade(high) else ""
    return Grades(high, low) if high and low > high else Grades(low, high)


def _is_grade(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
