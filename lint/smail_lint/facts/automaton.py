"""Deterministic automata over character classes: the regular half of a language.

State 0 is the start. The classes on the edges out of a state are disjoint; a character on no edge leads nowhere, so
the dead state is never stored. Every automaton built here has only states that the start reaches.
"""

from __future__ import annotations

import msgspec

from smail_lint.facts.characters import ANY

DEAD = -1
Edge = tuple[int, int]


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
