"""The automaton of a pattern by Glushkov's construction: one state a class, and which may follow which.

Sets of positions are bits of an integer. Time and size are those of the pattern with its counts written out.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_runtime.mail.pattern.tree import Choice, Class, Node, Repeat, Sequence


class Positions(msgspec.Struct, frozen=True):
    """The class at each position, and the positions that may follow it.

    The last of all is the start, which no byte leads to. `final` are those with which a text may end.
    """

    classes: tuple[int, ...]
    follow: tuple[int, ...]
    final: int

    @property
    def start(self) -> int:
        """The set that holds the start alone."""
        return 1 << len(self.classes) - 1

    def next(self, states: int) -> int:
        """All positions that may follow one of a set."""
        found = 0
        for one in members(states):
            found |= self.follow[one]
        return found


def members(states: int) -> Iterator[int]:
    """The positions in a set."""
    while states:
        low = states & -states
        yield low.bit_length() - 1
        states ^= low


def positions(tree: Node) -> Positions:
    """The positions of a pattern."""
    building = _Building()
    whole = building.visit(tree)
    start = len(building.classes)
    final = whole.last | (1 << start if whole.empty else 0)
    return Positions((*building.classes, 0), (*building.follow, whole.first), final)


class _Part(msgspec.Struct, frozen=True):
    """The positions at which a part may begin and end, and whether it may be empty."""

    first: int
    last: int
    empty: bool


_EMPTY = _Part(0, 0, True)


class _Building:
    """The positions found so far."""

    def __init__(self) -> None:
        self.classes: list[int] = []
        self.follow: list[int] = []

    def visit(self, node: Node) -> _Part:
        """Add a part of the tree."""
        match node:
            case Class(bits):
                one = 1 << len(self.classes)
                self.classes.append(bits)
                self.follow.append(0)
                return _Part(one, one, False)
            case Sequence(items):
                return self._in_a_row([self.visit(item) for item in items])
            case Choice(options):
                parts = [self.visit(one) for one in options]
                first, last = union(one.first for one in parts), union(one.last for one in parts)
                return _Part(first, last, any(one.empty for one in parts))
            case Repeat(item, least, most):
                return self._repeated(item, least, most)
        return _EMPTY

    def _in_a_row(self, parts: list[_Part]) -> _Part:
        """Parts one after another, joined from the end: so each is gone through once, however many may be empty."""
        whole = _EMPTY
        for part in reversed(parts):
            whole = self._joined(part, whole)
        return whole

    def _joined(self, one: _Part, two: _Part) -> _Part:
        for at in members(one.last):
            self.follow[at] |= two.first
        return _Part(
            one.first | (two.first if one.empty else 0),
            two.last | (one.last if two.empty else 0),
            one.empty and two.empty,
        )

    def _repeated(self, item: Node, least: int, most: int | None) -> _Part:
        """The item copied as often as it must come, then as often as it may: `x x (x (x)?)?`."""
        rest = _EMPTY
        if most is None:
            rest = self.visit(item)
            self._joined(rest, rest)
            rest = _Part(rest.first, rest.last, rest.empty or least == 0)
        else:
            for _ in range(most - least):
                rest = self._joined(self.visit(item), rest)
                rest = _Part(rest.first, rest.last, True)
        for _ in range(least - (most is None and least > 0)):
            rest = self._joined(self.visit(item), rest)
        return rest


def union(sets: Iterator[int]) -> int:
    """The union of sets."""
    found = 0
    for one in sets:
        found |= one
    return found
