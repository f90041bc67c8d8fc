"""The words of an automaton one after another: short before long, the more readable first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from smail_lint.facts.automaton import Automaton
from smail_lint.facts.characters import RANK, members

Choices = tuple[tuple[str, int], ...]


def words(automaton: Automaton) -> Iterator[str]:
    """Every word of a minimal automaton; ends only if they are finitely many."""
    choices = [_choices(automaton, state) for state in range(len(automaton.edges))]
    finishing = [list(automaton.accepting)]
    quiet = 0
    while quiet <= len(automaton.edges):
        if finishing[-1][0]:
            quiet = 0
            yield from _of_length(choices, finishing, 0, len(finishing) - 1, "")
        else:
            quiet += 1
        finishing.append(_one_longer(automaton, finishing[-1]))


def _choices(automaton: Automaton, state: int) -> Choices:
    """The characters out of a state with their targets, most readable first."""
    found = [(one, target) for bits, target in automaton.edges[state] for one in _members(bits)]
    return tuple(sorted(found, key=lambda choice: RANK[choice[0]]))


@lru_cache(maxsize=4096)
def _members(bits: int) -> tuple[str, ...]:
    return tuple(members(bits))


def _one_longer(automaton: Automaton, ends: list[bool]) -> list[bool]:
    """From which states a word is completed with one character more than `ends` tells."""
    return [any(ends[target] for _, target in row) for row in automaton.edges]


def _of_length(
    choices: list[Choices], finishing: list[list[bool]], state: int, left: int, head: str
) -> Iterator[str]:
    """The words that go on from `state` with exactly `left` characters, each behind `head`."""
    if left == 0:
        yield head
        return
    for one, target in choices[state]:
        if finishing[left - 1][target]:
            yield from _of_length(choices, finishing, target, left - 1, head + one)
