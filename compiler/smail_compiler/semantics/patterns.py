"""Regular expressions made into the tables of states that the daemon steps through."""

from __future__ import annotations

import sys
from array import array

from smail_compiler.syntax import kinds
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span, bytes_of
from smail_runtime.mail.pattern.positions import Positions, positions
from smail_runtime.mail.pattern.syntax import parse
from smail_runtime.mail.pattern.tree import BYTES, PatternError, reversed_tree
from smail_runtime.table.pattern import Pattern

MOST_STATES = 2000
MOST_CELLS = 1 << 16


def compiled(text: str, *, backwards: bool = False) -> Pattern | PatternError:
    """The table of a pattern; `backwards` is for texts given from their end. An error counts its place in bytes."""
    data = bytes_of(text)
    tree = parse(data)
    if isinstance(tree, PatternError):
        return tree
    found = _table(text, positions(reversed_tree(tree) if backwards else tree))
    if found is not None:
        return found
    return PatternError(
        "the pattern needs too many states: it has to remember too much of what it has read",
        0,
        len(data),
        "lower its counts, or split it into several entries",
        too_large=True,
    )


def complaint(error: PatternError, whole: Span, start: int | None) -> Diagnostic:
    """What is said of a pattern that stands at `whole`; its first byte is at offset `start` if it is as written."""
    at = whole if start is None else Span(whole.source, start + error.start, start + error.end)
    return Diagnostic(
        kinds.PATTERN_TOO_LARGE if error.too_large else kinds.INVALID_PATTERN, error.message, at, help=error.help
    )


def _table(text: str, found: Positions) -> Pattern | None:
    """The states that sets of positions make, each numbered when it is met first; None when they are too many."""
    classes, members = _classes(found)
    width = len(members)
    numbers = {0: 0, found.start: 1}
    order = [0, found.start]
    cells = array("H", bytes(2 * width))
    while len(cells) < width * len(order):
        following = found.next(order[len(cells) // width])
        for held in members:
            target = following & held
            if target not in numbers:
                numbers[target] = len(order)
                order.append(target)
                if len(order) > MOST_STATES or len(order) * width > MOST_CELLS:
                    return None
            cells.append(numbers[target] * width)
    if sys.byteorder == "big":
        cells.byteswap()
    return Pattern(text, classes, width, cells.tobytes(), bytes(bool(one & found.final) for one in order))


def _classes(found: Positions) -> tuple[bytes, tuple[int, ...]]:
    """The class of each byte value, and the positions that hold the bytes of each class.

    Bytes are of one class when no position tells them apart.
    """
    sets: dict[int, int] = {}
    for at, bits in enumerate(found.classes):
        sets[bits] = sets.get(bits, 0) | 1 << at
    numbers: dict[int, int] = {}
    classes = bytearray()
    for byte in range(BYTES):
        held = 0
        for bits, at in sets.items():
            if bits >> byte & 1:
                held |= at
        classes.append(numbers.setdefault(held, len(numbers)))
    return bytes(classes), tuple(numbers)
