"""Numbers and names as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def counted(many: int, noun: str, nouns: str = "") -> str:
    """A number with its noun; `nouns` is the plural where that takes more than an s."""
    return f"{many} {noun}" if many == 1 else f"{many} {nouns or noun + 's'}"


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; one name at least."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
