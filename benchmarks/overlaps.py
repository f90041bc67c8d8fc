"""The conflicts of 200 directors: all pairs with a name that both take, and which directors are cut off."""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks.record import Figure, figure
from smail_compiler.ir.program import Entry
from smail_compiler.schema.attribute import FileKind
from smail_lint.facts.language import Language
from smail_lint.facts.match_sets import MatchSet

DIRECTORS = 200


def overlaps(runs: int) -> Iterator[Figure]:
    """Processor time for every pair with its witness, and for the findings on order."""
    from smail_lint.facts.director_order import correlated, cut_off

    sets = match_sets(random.Random(5))
    yield figure(f"{DIRECTORS} directors pairwise, with witnesses", "s CPU", _times(runs, lambda: _pairs(sets)))
    both = _times(runs, lambda: (tuple(correlated(sets)), cut_off(sets)))
    yield figure(f"{DIRECTORS} directors, conflicts and covers", "s CPU", both)


def _times(runs: int, work: Callable[[], object]) -> list[float]:
    """Processor seconds of each run, the first one included: that is how a check runs."""
    found = []
    for _ in range(runs):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return found


def _pairs(sets: Sequence[MatchSet]) -> int:
    pairs = ((one, two) for at, two in enumerate(sets) for one in sets[:at])
    return sum(one.may.first_common(two.may) is not None for one, two in pairs)


def match_sets(chance: random.Random) -> list[MatchSet]:
    """Directors of five sorts: a prefix, a suffix, fifty aliases, both ends, and a prefix of well-formed names."""
    from smail_lint.facts.language import EMPTY

    entry = Entry(FileKind.DIRECTOR, "any", "user", (), (), None, None, known=True)
    found = []
    for at in range(DIRECTORS):
        names = _names(at % 5, chance)
        must = EMPTY if at % 5 < 2 else names
        found.append(MatchSet(entry, names, must, (str(at),) if at % 5 < 2 else None, True, None, (str(at),)))
    return found


def _names(sort: int, chance: random.Random) -> Language:
    from smail_lint.facts.language import NAMES, ending_in, finite, starting
    from smail_lint.facts.name_patterns import forwardable, logins, well_formed

    def word(size: int) -> str:
        return "".join(chance.choice(string.ascii_lowercase) for _ in range(size))

    if sort == 0:
        return starting(word(5) + "-", logins())
    if sort == 1:
        return ending_in("-" + word(5)) & forwardable()
    if sort == 2:
        return finite([word(4) for _ in range(50)])
    if sort == 3:
        return starting(word(3) + "-", NAMES) & ending_in("-" + word(3))
    return starting(word(2) + ".", well_formed())
