"""Prefixes and suffixes of directors as languages, whether they are texts or patterns (reference language, c.6)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from smail_compiler.ir.program import Entry
from smail_compiler.semantics.affixes import pattern_of
from smail_compiler.semantics.patterns import compiled
from smail_lint.facts.automaton import Automaton, Edge
from smail_lint.facts.characters import ANY
from smail_lint.facts.entries import text
from smail_lint.facts.language import ALL, EMPTY, NAMES, Language, ending_in, finite, starting
from smail_lint.facts.minimal_automaton import minimal
from smail_lint.facts.pattern_languages import MOST_STATES, language
from smail_runtime.table.pattern import Pattern


def affixed(entry: Entry, inner: Language) -> Language:
    """The names that a director looks at, if those without prefix and suffix are words of `inner`.

    Exact for texts; for a pattern what is left of the name may be any, so there may be names too many.
    """
    prefix, suffix = text(entry, "prefix"), text(entry, "suffix")
    rest = _with_suffix(suffix, inner)
    front = pattern_of(prefix, suffix=False)
    if front is None:
        return starting(prefix, rest) if prefix else rest
    return _before(front) & (_with_suffix(suffix, NAMES) if suffix else ALL)


def is_exact(entry: Entry) -> bool:
    """Whether neither is a pattern."""
    return all(pattern_of(text(entry, one), suffix=one == "suffix") is None for one in ("prefix", "suffix"))


def _with_suffix(suffix: str, inner: Language) -> Language:
    if not suffix:
        return inner
    behind = pattern_of(suffix, suffix=True)
    if behind is not None:
        return _behind(behind)
    if inner.is_finite:
        return finite(name + suffix for name in inner.more)
    return inner & ending_in(suffix) if inner <= NAMES else ending_in(suffix)


@cache
def _before(pattern: str) -> Language:
    """Names with a start that fits and something behind it."""
    return _made(pattern, _started)


@cache
def _behind(pattern: str) -> Language:
    """Names with an end that fits and something before it."""
    return _made(pattern, _ended)


def affix_is_too_large(entry: Entry, name: str) -> bool:
    """Whether the `prefix` or `suffix` is a pattern of too many states to reason about."""
    pattern = pattern_of(text(entry, name), suffix=name == "suffix")
    if pattern is None or not isinstance(compiled(pattern), Pattern):
        return False
    return _automaton(pattern, _ended if name == "suffix" else _started) is None


def _made(pattern: str, build: Callable[[Automaton], Automaton | None]) -> Language:
    """The names; none for a pattern that is refused, and any for one of too many states."""
    if not isinstance(compiled(pattern), Pattern):
        return EMPTY
    made = _automaton(pattern, build)
    return NAMES if made is None else Language(minimal(made), frozenset(), frozenset())


def _automaton(pattern: str, build: Callable[[Automaton], Automaton | None]) -> Automaton | None:
    """What is built of a pattern; None for too many states."""
    table = compiled(pattern)
    words = language(table) if isinstance(table, Pattern) else None
    return None if words is None else build(words.base)


def _started(one: Automaton) -> Automaton:
    """One or more characters of which the pattern takes the first ones: behind an accepting state comes anything."""
    last = len(one.edges) + 1
    edges = [_moved(one.edges[0]), *(_moved(row) for row in one.edges), ((ANY, last),)]
    for state, accepts in enumerate(one.accepting):
        if accepts:
            edges[state + 1] = ((ANY, last),)
    return Automaton(tuple(edges), (*(False for _ in edges[1:]), True))


def _moved(row: tuple[Edge, ...]) -> tuple[Edge, ...]:
    return tuple((bits, target + 1) for bits, target in row)


def _ended(one: Automaton) -> Automaton | None:
    """Something, then a word of the pattern: sets of the states of a reader who may begin anywhere."""
    atoms, begin = _atoms(one), len(one.edges)
    rows = (*one.edges, one.edges[0])
    start: frozenset[int] = frozenset()
    numbers, queue, edges = {start: 0}, [start], list[tuple[Edge, ...]]()
    for now in queue:
        row: dict[int, int] = {}
        for bits in atoms:
            then = frozenset(to for state in now for edge, to in rows[state] if edge & bits) | {begin}
            if then not in numbers:
                numbers[then] = len(numbers)
                queue.append(then)
            row[numbers[then]] = row.get(numbers[then], 0) | bits
        edges.append(tuple((bits, to) for to, bits in row.items()))
        if len(queue) > MOST_STATES:
            return None
    final = [state for state, accepts in enumerate(one.accepting) if accepts]
    return Automaton(tuple(edges), tuple(any(state in now for state in final) for now in queue))


def _atoms(one: Automaton) -> list[int]:
    """The finest classes of characters that the automaton tells apart."""
    atoms = [ANY]
    for bits in {bits for row in one.edges for bits, _ in row}:
        atoms = [part for atom in atoms for part in (atom & bits, atom & ~bits) if part]
    return atoms
