"""Patterns as languages: the table of states that the daemon steps through, seen as an automaton."""

from __future__ import annotations

from smail_lint.facts.automaton import Automaton
from smail_lint.facts.language import EMPTY, Language
from smail_lint.facts.minimal_automaton import minimal
from smail_runtime.table.pattern import START, Pattern

MOST_STATES = 300
_CAPITALS = range(ord("A"), ord("Z") + 1)


def language(pattern: Pattern) -> Language | None:
    """All texts, folded, that a pattern fits; None when it has too many states to reason about."""
    if len(pattern.accepting) > MOST_STATES:
        return None
    classes = _classes(pattern)
    edges = []
    for state in range(START, len(pattern.accepting)):
        row: dict[int, int] = {}
        for one, bits in enumerate(classes):
            target = pattern.after(state, one)
            if bits and target:
                row[target - START] = row.get(target - START, 0) | bits
        edges.append(tuple((bits, target) for target, bits in row.items()))
    accepting = tuple(map(bool, pattern.accepting[START:]))
    return Language(minimal(Automaton(tuple(edges), accepting)), frozenset(), frozenset())


def _classes(pattern: Pattern) -> list[int]:
    """The bytes of each class as bits, capitals left out."""
    found = [0] * pattern.width
    for byte, one in enumerate(pattern.classes):
        if byte not in _CAPITALS:
            found[one] |= 1 << byte
    return found


def covers(later: Language, earlier: list[Language]) -> list[int] | None:
    """The fewest found of `earlier`, by number, that together hold every word of `later`; None if some word is left.

    One that does it alone is preferred, the first of them.
    """
    word = later.witness
    near = [at for at, one in enumerate(earlier) if word is not None and word in one]
    alone = next((at for at in near if later <= earlier[at]), None)
    if alone is not None or not near:
        return None if alone is None else [alone]
    used, rest = list[int](), later
    for at, one in enumerate(earlier):
        if rest & one:
            used.append(at)
            rest = rest - one
        if not rest:
            return _needed(later, earlier, used)
    return None


def _needed(later: Language, earlier: list[Language], used: list[int]) -> list[int]:
    """Those without which a word would be left, tried from the last."""
    for at in reversed(used):
        others = EMPTY
        for other in used:
            others = others | (earlier[other] if other != at else EMPTY)
        if later <= others:
            used = [other for other in used if other != at]
    return used
