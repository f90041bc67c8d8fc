"""Queue ids: microseconds since the epoch as eleven characters that sort by age and survive case folding."""

from __future__ import annotations

import re
from collections.abc import Callable

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
WIDTH = 11
_ID = re.compile(f"[{ALPHABET}]{{{WIDTH}}}")
_TO_BASE_32 = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")


def encode(number: int) -> str:
    """The text of a queue number, eleven characters."""
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(5 * (WIDTH - 1), -1, -5))


def decode(text: str) -> int | None:
    """The number of a queue id in any case; None when it is not one."""
    folded = text.lower()
    return int(folded.translate(_TO_BASE_32), 32) if _ID.fullmatch(folded) else None


class QueueIds:
    """Hands out ids that only ever grow, whatever the clock does; `floor` is above all ids of earlier runs."""

    def __init__(self, floor: int, clock: Callable[[], float]) -> None:
        self._last = floor
        self._clock = clock

    @property
    def last(self) -> int:
        """The newest number given away."""
        return self._last

    def next(self) -> str:
        """A fresh id."""
        self._last = max(self._last + 1, int(self._clock() * 1_000_000))
        return encode(self._last)
