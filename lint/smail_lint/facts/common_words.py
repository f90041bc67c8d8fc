"""The first word that two automata have in common, without building what they have in common.

The search goes to the nearest end first: how far each state is from accepting is known for both automata, and the
larger of the two is never too much. So mostly the states on the way are looked at, and none beside it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import lru_cache
from heapq import heappop, heappush

from smail_lint.facts.automaton import DEAD, Automaton
from smail_lint.facts.characters import CLASS_BITS, RANK, best

Ranks = tuple[int, ...]
Head = tuple[str, int]


def head(automaton: Automaton) -> Head:
    """The text with which every word begins, and the state behind it."""
    text, state = "", 0
    while not automaton.accepting[state] and len(automaton.edges[state]) == 1:
        bits, target = automaton.edges[state][0]
        if bits & (bits - 1):
            break
        text, state = text + chr(bits.bit_length() - 1), target
    return text, state


def distances(automaton: Automaton) -> list[int]:
    """For each state how many characters the shortest end of a word has from there; all states are live."""
    sources: list[list[int]] = [[] for _ in automaton.edges]
    for state, row in enumerate(automaton.edges):
        for _, target in row:
            sources[target].append(state)
    queue = deque(state for state, accepts in enumerate(automaton.accepting) if accepts)
    found = [0 if accepts else -1 for accepts in automaton.accepting]
    while queue:
        state = queue.popleft()
        for source in sources[state]:
            if found[source] < 0:
                found[source] = found[state] + 1
                queue.append(source)
    return found


class Reader:
    """An automaton that is compared with many others: what is known of it beforehand."""

    __slots__ = ("automaton", "away", "ends", "head", "state")

    def __init__(self, automaton: Automaton) -> None:
        self.automaton = automaton
        self.head, self.state = head(automaton)
        self.away = distances(automaton)
        last = 0
        for row in automaton.edges:
            for bits, target in row:
                last |= bits if automaton.accepting[target] else 0
        self.ends = frozenset(chr(code) for code in range(CLASS_BITS) if last >> code & 1)

    def candidates(self, words: Iterable[str]) -> list[str]:
        """Those of some words that begin and end as words of the automaton do; the empty word is one of them."""
        start, ends = self.head, self.ends
        return [word for word in words if word.startswith(start) and (not word or word[-1] in ends)]

    def after(self, text: str, state: int) -> int:
        """The state behind a text."""
        for one in text:
            code = ord(one)
            state = next((to for bits, to in self.automaton.edges[state] if bits >> code & 1), DEAD)
            if state == DEAD:
                return DEAD
        return state


def first_common(one: Reader, two: Reader) -> str | None:
    """The most readable of the shortest common words, None when there is none."""
    longer, other = (one, two) if len(one.head) >= len(two.head) else (two, one)
    if not longer.head.startswith(other.head):
        return None
    state = other.after(longer.head[len(other.head) :], other.state)
    if state == DEAD:
        return None
    rest = _searched(longer, other, longer.state, state)
    return None if rest is None else longer.head + rest


def _searched(one: Reader, two: Reader, left: int, right: int) -> str | None:
    """The shortest end of a common word from a pair of states."""
    first, second = one.automaton, two.automaton
    heap: list[tuple[int, Ranks, int, int, str]] = [(0, (), left, right, "")]
    seen: set[tuple[int, int]] = set()
    while heap:
        _, ranks, left, right, word = heappop(heap)
        if (left, right) in seen:
            continue
        if first.accepting[left] and second.accepting[right]:
            return word
        seen.add((left, right))
        for bits, target in first.edges[left]:
            for others, end in second.edges[right]:
                common = bits & others
                if common and (target, end) not in seen:
                    away = max(one.away[target], two.away[end])
                    step = readable(common)
                    heappush(heap, (len(word) + 1 + away, (*ranks, RANK[step]), target, end, word + step))
    return None


@lru_cache(maxsize=4096)
def readable(bits: int) -> str:
    """The most readable character of a class."""
    return best(bits)
