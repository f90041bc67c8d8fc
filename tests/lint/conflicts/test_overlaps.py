"""Overlaps against trying every short word, and against an independent library."""

from __future__ import annotations

import os
import random
import re
from itertools import product

import interegular

from smail_compiler.semantics.patterns import compiled
from smail_lint.facts.characters import reading_order
from smail_lint.facts.director_order import cut_off
from smail_lint.facts.language import EMPTY, Language
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.pattern_languages import covers, language
from smail_runtime.table.pattern import Pattern
from smail_testkit.hand_made import director

SLOW = bool(os.environ.get("SMAIL_SLOW"))
LETTERS = "ab-."
LONGEST = 6
WORDS = ["".join(word) for size in range(1, LONGEST + 1) for word in product(LETTERS, repeat=size)]
TEXT = "\n".join(WORDS)
ENTRY = director("any", "user", {}, {})


def random_pattern(chance: random.Random, depth: int = 2) -> str:
    """A regular expression of the common dialect over the letters."""
    kind = chance.randrange(7) if depth else chance.randrange(3)
    if kind < 2:
        return "".join(re.escape(chance.choice(LETTERS)) for _ in range(chance.randrange(1, 3)))
    if kind == 2:
        return "[" + "".join(sorted(set(chance.choices("ab", k=2)))) + "]"
    inner = random_pattern(chance, depth - 1)
    if kind == 3:
        return f"({inner}|{random_pattern(chance, depth - 1)})"
    if kind == 4:
        return f"({inner}){chance.choice('*+?')}"
    return inner + random_pattern(chance, depth - 1)


def known(pattern: str) -> Language:
    table = compiled(pattern)
    assert isinstance(table, Pattern), pattern
    words = language(table)
    assert words is not None
    return words


def short_words(pattern: str) -> frozenset[str]:
    """The words up to LONGEST letters that the engine of Python takes, all found in one go."""
    return frozenset(re.findall(f"(?m)^(?:{pattern})$", TEXT)) if "(" not in pattern else _whole(pattern)


def _whole(pattern: str) -> frozenset[str]:
    return frozenset(found[0] for found in re.finditer(f"(?m)^(?:{pattern})$", TEXT) if found[0])


def a_set(names: Language, outcome: str) -> MatchSet:
    return MatchSet(ENTRY, names, names, None, True, None, (outcome,))


def test_overlaps_and_covers_are_those_of_all_short_words() -> None:
    """Sets of four patterns: common words, inclusions, and whether the first three cover the last."""
    chance = random.Random(11)
    for _ in range(10_000 if SLOW else 150):
        patterns = [random_pattern(chance) for _ in range(4)]
        names, words = [known(one) for one in patterns], [short_words(one) for one in patterns]
        _check_pair(names, words)
        left = words[3] - (words[0] | words[1] | words[2])
        cover = covers(names[3], names[:3])
        assert not (left and cover is not None), patterns
        rest = names[3] - (names[0] | names[1] | names[2])
        assert (cover is None) == bool(rest), patterns
        assert rest.witness is None or len(rest.witness) > LONGEST or rest.witness in left or not rest.witness
        dead = cut_off([a_set(one, str(at)) for at, one in enumerate(names)])
        assert any(one.director.outcome == ("3",) for one in dead) == (cover is not None and bool(names[3])), patterns


def _check_pair(names: list[Language], words: list[frozenset[str]]) -> None:
    common = words[0] & words[1]
    found = names[0].first_common(names[1])
    if found == "":
        return
    if common:
        assert found == min(common, key=reading_order)
    else:
        assert found is None or len(found) > LONGEST
    assert not names[0] <= names[1] or words[0] <= words[1]
    assert names[0] >= EMPTY


def test_overlaps_are_those_of_interegular() -> None:
    chance = random.Random(12)
    for _ in range(5_000 if SLOW else 150):
        one, two = random_pattern(chance), random_pattern(chance)
        first, second = (interegular.parse_pattern(each).to_fsm() for each in (one, two))
        ours = known(one).first_common(known(two)) is not None
        assert ours == (not first.isdisjoint(second)), (one, two)
