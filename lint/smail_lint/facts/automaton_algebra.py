"""Automata made of words, of suffixes and of other automata, and the first word that two tell apart."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from smail_lint.facts.automaton import DEAD, Automaton, Edge
from smail_lint.facts.characters import ANY, RANK, best
from smail_lint.facts.minimal_automaton import minimal

Keep = Callable[[bool, bool], bool]


def spelled(classes: tuple[int, ...], then: Automaton) -> Automaton:
    """One character of each class in turn, then a word of `then`."""
    size = len(classes)
    head = tuple(((bits, at + 1),) if bits else () for at, bits in enumerate(classes))
    tail = tuple(tuple((bits, to + size) for bits, to in row) for row in then.edges)
    return minimal(Automaton(head + tail, (False,) * size + then.accepting))


def ending(suffixes: Iterable[str]) -> Automaton:
    """Every word that ends in one of the suffixes, by the matcher of Aho and Corasick."""
    rows: list[dict[str, int]] = [{}]
    accepting = [False]
    for suffix in suffixes:
        at = 0
        for one in suffix:
            if one not in rows[at]:
                rows[at][one] = len(rows)
                rows.append({})
                accepting.append(False)
            at = rows[at][one]
        accepting[at] = True
    _fall_back(rows, accepting)
    return minimal(Automaton(tuple(_completed(row) for row in rows), tuple(accepting)))


def _fall_back(rows: list[dict[str, int]], accepting: list[bool]) -> None:
    """Completes a tree of words: where it does not go on, the longest end of what was read that it holds does."""
    fail = dict.fromkeys(rows[0].values(), 0)
    queue = deque(fail)
    while queue:
        state = queue.popleft()
        back = fail[state]
        accepting[state] |= accepting[back]
        for one, target in rows[state].items():
            fail[target] = rows[back].get(one, 0)
            queue.append(target)
        rows[state] = rows[back] | rows[state]


def _completed(row: dict[str, int]) -> tuple[Edge, ...]:
    """The edges of a matcher's row, all other characters leading back to the start."""
    known = [(1 << ord(one), target) for one, target in row.items()]
    rest = ANY
    for bits, _ in known:
        rest &= ~bits
    return (*known, (rest, 0))


def combined(left: Automaton, right: Automaton, keep: Keep) -> Automaton:
    """The words for which `keep(in left, in right)` holds: the reachable product, made minimal."""
    start = (0, 0)
    numbers = {start: 0}
    queue = deque([start])
    edges: list[tuple[Edge, ...]] = []
    accepting: list[bool] = []
    while queue:
        one, two = queue.popleft()
        accepting.append(keep(_accepts(left, one), _accepts(right, two)))
        row: list[Edge] = []
        for bits, pair in _moves(left, right, one, two):
            if pair not in numbers:
                numbers[pair] = len(numbers)
                queue.append(pair)
            row.append((bits, numbers[pair]))
        edges.append(tuple(row))
    return minimal(Automaton(tuple(edges), tuple(accepting)))


def first_word(left: Automaton, right: Automaton, keep: Keep) -> str | None:
    """The most readable of the shortest words for which `keep` holds, found without building the combination."""
    queue: deque[tuple[tuple[int, int], str]] = deque([((0, 0), "")])
    seen = {(0, 0)}
    while queue:
        (one, two), word = queue.popleft()
        if keep(_accepts(left, one), _accepts(right, two)):
            return word
        fresh: dict[tuple[int, int], int] = {}
        for bits, pair in _moves(left, right, one, two):
            if pair not in seen:
                fresh[pair] = fresh.get(pair, 0) | bits
        queue.extend(sorted(((pair, word + best(bits)) for pair, bits in fresh.items()), key=_by_last))
        seen.update(fresh)
    return None


def _by_last(step: tuple[tuple[int, int], str]) -> int:
    return RANK[step[1][-1]]


def _accepts(automaton: Automaton, state: int) -> bool:
    return state != DEAD and automaton.accepting[state]


def _moves(left: Automaton, right: Automaton, one: int, two: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """The joint edges out of a pair of states, dead states included."""
    rights = _total(right, two)
    for bits, target in _total(left, one):
        for other, end in rights:
            if common := bits & other:
                yield common, (target, end)


def _total(automaton: Automaton, state: int) -> tuple[Edge, ...]:
    """All edges out of a state, with the edge to the dead state made explicit."""
    if state == DEAD:
        return ((ANY, DEAD),)
    rest = ANY
    for bits, _ in automaton.edges[state]:
        rest &= ~bits
    return (*automaton.edges[state], (rest, DEAD)) if rest else automaton.edges[state]
