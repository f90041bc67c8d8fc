"""Deterministic automata over character classes: the regular half of a language.

State 0 is the start. The classes on the edges out of a state are disjoint; a character on no edge leads nowhere, so
the dead state is never stored. Every automaton built here has only states that the start reaches.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

import msgspec

from smail_lint.facts.characters import ANY, RANK, best

DEAD = -1
Edge = tuple[int, int]
Keep = Callable[[bool, bool], bool]


class Automaton(msgspec.Struct, frozen=True):
    """`edges[s]` are pairs of class and target; `accepting[s]` tells whether a word may end in `s`."""

    edges: tuple[tuple[Edge, ...], ...]
    accepting: tuple[bool, ...]

    def __contains__(self, word: str) -> bool:
        state = 0
        for one in word:
            row = self.edges[state]
            if len(row) == 1 and row[0] == (ANY, state):
                break
            code = ord(one)
            for bits, target in row:
                if bits >> code & 1:
                    state = target
                    break
            else:
                return False
        return self.accepting[state]


NOTHING = Automaton(((),), (False,))
EVERYTHING = Automaton((((ANY, 0),),), (True,))
SOMETHING = Automaton((((ANY, 1),), ((ANY, 1),)), (False, True))


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


def minimal(automaton: Automaton) -> Automaton:
    """The one smallest automaton of the language, so that equal languages are equal values."""
    return _quotient(automaton, _blocks(automaton))


def _blocks(automaton: Automaton) -> list[int]:
    """The block of each state, DEAD without one; states of a block take the same words.

    Moore's refinement, in which a state is looked at again only when one that it leads to has left its block.
    """
    sources = _sources(automaton)
    live = _live(automaton, sources)
    block = [int(yes) if live[state] else DEAD for state, yes in enumerate(automaton.accepting)]
    members: dict[int, set[int]] = {}
    for state, at in enumerate(block):
        members.setdefault(at, set()).add(state)
    members.pop(DEAD, None)
    stirred = {state for state, at in enumerate(block) if at != DEAD}
    while stirred:
        moved = list(_leaving(automaton, block, members, stirred))
        for group in moved:
            number = len(members) + 1
            members[block[group[0]]].difference_update(group)
            members[number] = set(group)
            for state in group:
                block[state] = number
        stirred = {one for group in moved for state in group for one in sources[state] if block[one] != DEAD}
    return block


def _leaving(
    automaton: Automaton, block: list[int], members: dict[int, set[int]], stirred: set[int]
) -> Iterator[list[int]]:
    """The groups of states that belong into blocks of their own."""
    of: dict[int, list[int]] = {}
    for state in stirred:
        of.setdefault(block[state], []).append(state)
    for at, states in of.items():
        groups: dict[frozenset[Edge], list[int]] = {}
        for state in states:
            groups.setdefault(_signature(automaton, state, block), []).append(state)
        calm = next((one for one in members[at] if one not in stirred), None)
        stays = max(groups, key=lambda one: len(groups[one])) if calm is None else _signature(automaton, calm, block)
        yield from (group for signature, group in groups.items() if signature != stays)


def _signature(automaton: Automaton, state: int, block: list[int]) -> frozenset[Edge]:
    """Which class of characters leads into which block."""
    joined: dict[int, int] = {}
    for bits, target in automaton.edges[state]:
        if block[target] != DEAD:
            joined[block[target]] = joined.get(block[target], 0) | bits
    return frozenset((bits, at) for at, bits in joined.items())


def _sources(automaton: Automaton) -> list[list[int]]:
    """For each state those with an edge to it."""
    sources: list[list[int]] = [[] for _ in automaton.edges]
    for state, row in enumerate(automaton.edges):
        for _, target in row:
            sources[target].append(state)
    return sources


def _live(automaton: Automaton, sources: list[list[int]]) -> list[bool]:
    """For each state whether a word can still be completed from it."""
    live = list(automaton.accepting)
    queue = deque(state for state, yes in enumerate(live) if yes)
    while queue:
        for source in sources[queue.popleft()]:
            if not live[source]:
                live[source] = True
                queue.append(source)
    return live


def _quotient(automaton: Automaton, block: list[int]) -> Automaton:
    """One state a block, numbered in the order in which readable words reach them."""
    if block[0] == DEAD:
        return NOTHING
    first = {at: state for state, at in reversed(list(enumerate(block)))}
    numbers, queue, edges, accepting = {block[0]: 0}, deque([block[0]]), [], []
    while queue:
        state = first[queue.popleft()]
        accepting.append(automaton.accepting[state])
        row = sorted(_signature(automaton, state, block), key=lambda edge: RANK[best(edge[0])])
        for _, at in row:
            if at not in numbers:
                numbers[at] = len(numbers)
                queue.append(at)
        edges.append(tuple((bits, numbers[at]) for bits, at in row))
    return Automaton(tuple(edges), tuple(accepting))
