"""A pattern as a table of states: one step a byte, whatever the pattern and the text are.

The compiler makes the table; nothing here knows the syntax of patterns. docs/table-format.md tells its layout.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable

from smail_runtime.table.base import Record

START = 1
"""The number of the first state; 0 is the state that nothing leads out of."""


class Pattern(Record, frozen=True, array_like=True):
    """A regular expression, `text` as it was written.

    `classes` gives each of the 256 byte values its class, which is below `width`; both cases of an ASCII letter have
    the same. `moves` has a row of `width` cells of 16 bits for each state: `width` times the next state. `accepting`
    has a byte for each state, 1 where a text may end. Raises ValueError when these contradict each other, which
    msgspec turns into a refusal of the data.
    """

    text: str
    classes: bytes
    width: int
    moves: bytes
    accepting: bytes

    def __post_init__(self) -> None:
        cells = len(self.moves) // 2
        shape = (
            len(self.classes) == 256
            and max(self.classes) < self.width
            and len(self.moves) % 2 == 0
            and cells == self.width * len(self.accepting)
            and len(self.accepting) > START
        )
        if not shape or any(one >= cells or one % self.width for one in _cells(self.moves)):
            raise ValueError("the states of a pattern contradict each other")

    def after(self, state: int, one: int) -> int:
        """The state that a byte of a class leads to."""
        return _cells(self.moves)[state * self.width + one] // self.width

    def fits(self, text: bytes) -> bool:
        """Whether the whole text matches."""
        return self.matcher()(text)

    def matcher(self) -> Callable[[bytes], bool]:
        """`fits` as a function, for many texts."""
        cells, width, accepting, classes = _cells(self.moves), self.width, self.accepting, self.classes

        def fits(text: bytes) -> bool:
            state = width
            for one in text.translate(classes):
                state = cells[state + one]
                if not state:
                    return False
            return accepting[state // width] == 1

        return fits

    def longest(self, text: bytes, least: int, most: int) -> int | None:
        """The greatest length from `least` to `most` of a start of the text that matches, None when there is none."""
        cells, width, accepting = _cells(self.moves), self.width, self.accepting
        state = width * START
        found = 0 if least <= 0 and accepting[START] else None
        for at, one in enumerate(text[:most].translate(self.classes), 1):
            state = cells[state + one]
            if not state:
                break
            if at >= least and accepting[state // width]:
                found = at
        return found


class PatternEntry(Record, frozen=True, array_like=True):
    """An entry of a database whose key is a pattern: the line it starts on, and its value."""

    pattern: Pattern
    line: int
    value: bytes


def _cells(moves: bytes) -> memoryview[int] | array[int]:
    """The moves as numbers."""
    if sys.byteorder == "little":
        return memoryview(moves).cast("H")
    swapped = array("H", moves)
    swapped.byteswap()
    return swapped
