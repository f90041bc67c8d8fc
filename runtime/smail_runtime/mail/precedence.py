"""The grade of a message by its Precedence field (reference semantics, section 18)."""

from __future__ import annotations

from collections.abc import Sequence

from smail_runtime.mail.case import lower


def grade_of(precedence: bytes | None, grades: Sequence[str], otherwise: str) -> str:
    """The grade behind the first word of the field among `grades`, which are words each followed by its grade.

    Case is ignored. Words count where words stand and nowhere else; Smail took a grade for one, too.
    """
    words = lower((precedence or b"").decode("ascii", "replace")).split()
    pairs = zip(grades[::2], grades[1::2], strict=False)
    found = next((grade for name, grade in pairs if words and lower(name) == words[0] and grade), None)
    return found[0] if found else otherwise
