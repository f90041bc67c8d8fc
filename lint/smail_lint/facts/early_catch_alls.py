"""Directors that take nearly every name and stand before others."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from smail_lint.facts.director_order import CutOff
from smail_lint.facts.language import example_of
from smail_lint.facts.match_sets import MatchSet


class Early(msgspec.Struct, frozen=True):
    """A director that takes nearly every name, the later ones that lose by it, and a name that the first loses."""

    director: MatchSet
    losing: tuple[MatchSet, ...]
    witness: str


def early_catch_alls(sets: Sequence[MatchSet], cut_off: Sequence[CutOff]) -> tuple[Early, ...]:
    """The smartuser directors without prefix and suffix behind which somebody is left with a rest.

    Directors that get nothing at all are left out: they are findings of their own. A catch-all for some domains
    leaves the others to directors of more domains, as it is meant to.
    """
    gone = {id(one.director) for one in cut_off}
    found = (_early(one, [later for later in sets[at + 1 :] if id(later) not in gone]) for at, one in enumerate(sets))
    return tuple(one for one in found if one is not None)


def _early(one: MatchSet, behind: list[MatchSet]) -> Early | None:
    if not one.understood or one.selective or one.must.is_finite or one.passes_on:
        return None
    losing = [
        later for later in behind if later.understood and one.serves_all(later) and later.entry.driver != "smartuser"
    ]
    words = [(later, one.must.first_common(later.may)) for later in losing]
    lost = [(later, word) for later, word in words if word is not None]
    if not lost:
        return None
    later, word = lost[0]
    return Early(one, tuple(later for later, _ in lost), example_of(word, one.must, later.may))
