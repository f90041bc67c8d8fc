"""The smallest automaton of a language, by Moore's refinement."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from smail_lint.facts.automaton import DEAD, NOTHING, Automaton, Edge
from smail_lint.facts.characters import RANK, best


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
