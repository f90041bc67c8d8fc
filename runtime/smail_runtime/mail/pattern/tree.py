"""What a pattern says: classes of bytes, one after another, one of several, repeated.

A class is a set of byte values as bits of one integer. It is closed under ASCII case, since patterns ignore case.
"""

from __future__ import annotations

from functools import reduce

import msgspec

BYTES = 256
ANY = (1 << BYTES) - 1


class Class(msgspec.Struct, frozen=True):
    """One byte of a class."""

    bits: int


class Sequence(msgspec.Struct, frozen=True):
    """One after another; without items the empty text."""

    items: tuple[Node, ...]


class Choice(msgspec.Struct, frozen=True):
    """One of several."""

    options: tuple[Node, ...]


class Repeat(msgspec.Struct, frozen=True):
    """At least `least` times, at most `most`, None for any number."""

    item: Node
    least: int
    most: int | None


class Anchor(msgspec.Struct, frozen=True):
    """`^` or, with `end`, `$`, written at an offset of the pattern."""

    at: int
    end: bool


Node = Class | Sequence | Choice | Repeat | Anchor


class PatternError(msgspec.Struct, frozen=True):
    """Why a pattern is refused: a sentence, the bytes of the pattern it is about, and what to write instead.

    `too_large` tells that the form is right, but that there is too much of it.
    """

    message: str
    start: int
    end: int
    help: str
    too_large: bool = False


def bits_of(data: bytes) -> int:
    """The class of these bytes."""
    return reduce(lambda bits, one: bits | 1 << one, data, 0)


def closed(bits: int) -> int:
    """The class with the other case of every ASCII letter in it."""
    return bits | (bits & _SMALL) >> 32 | (bits & _CAPITALS) << 32


_SMALL = bits_of(b"abcdefghijklmnopqrstuvwxyz")
_CAPITALS = _SMALL >> 32


def size(node: Node) -> int:
    """How many classes are left when all counts are written out."""
    match node:
        case Class():
            return 1
        case Sequence(items) | Choice(items):
            return sum(map(size, items))
        case Repeat(item, least, most):
            return size(item) * max(1, least if most is None else most)
    return 0


def reversed_tree(node: Node) -> Node:
    """The same for texts read from their end."""
    match node:
        case Sequence(items):
            return Sequence(tuple(map(reversed_tree, reversed(items))))
        case Choice(options):
            return Choice(tuple(map(reversed_tree, options)))
        case Repeat(item, least, most):
            return Repeat(reversed_tree(item), least, most)
    return node
