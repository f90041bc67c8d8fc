"""A pattern asked without a table: all positions at once, byte by byte, so the time is linear in the text.

For patterns in files that are read when mail comes; those of the configuration are tables of states already.
"""

from __future__ import annotations

from smail_runtime.mail.pattern.positions import Positions, positions
from smail_runtime.mail.pattern.syntax import parse
from smail_runtime.mail.pattern.tree import PatternError


def fits(pattern: bytes, text: bytes) -> bool:
    """Whether the whole text matches a pattern; nothing matches one that is not well formed."""
    tree = parse(pattern)
    return not isinstance(tree, PatternError) and steps(positions(tree), text)


def steps(pattern: Positions, text: bytes) -> bool:
    """Whether the whole text leads to an end."""
    holding: dict[int, int] = {}
    states = pattern.start
    for one in text:
        if one not in holding:
            holding[one] = sum(1 << at for at, bits in enumerate(pattern.classes) if bits >> one & 1)
        states = pattern.next(states) & holding[one]
        if not states:
            return False
    return bool(states & pattern.final)
