"""What the order of the directors does: which are cut off by earlier ones, and which pairs depend on who is first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from smail_lint.facts.language import EMPTY, Language, example_of
from smail_lint.facts.match_sets import MatchSet

ELSEWHERE = "*"
MOST = 3


class CutOff(msgspec.Struct, frozen=True):
    """A director that gets no name, and the smallest found set of earlier ones that see to it.

    `differing` are those of them that do something else with the name; with none of these the director is merely
    redundant. `witness` is a name that goes to the first of `differing`, else to the first blocker.
    """

    director: MatchSet
    blockers: tuple[MatchSet, ...]
    differing: tuple[MatchSet, ...]
    witness: str


class Pair(msgspec.Struct, frozen=True):
    """Two directors whose order matters, and a name that both take; `shared` are the keys in common of two files."""

    earlier: MatchSet
    later: MatchSet
    shared: Language
    witness: str


def cut_off(sets: Sequence[MatchSet]) -> tuple[CutOff, ...]:
    """All directors that no name reaches, in order."""
    found = (_cut_off(one, sets[:at]) for at, one in enumerate(sets) if one.understood and one.may)
    return tuple(one for one in found if one is not None)


def _cut_off(later: MatchSet, earlier: Sequence[MatchSet]) -> CutOff | None:
    """The blockers of one director, if for each local domain it serves some cover it."""
    used: list[MatchSet] = []
    for domain in _domains(later, earlier):
        cover = _cover(later, [one for one in earlier if one.serves(domain) and one.understood])
        if cover is None:
            return None
        used += cover
    blockers = _needed(later, [one for one in earlier if any(one is other for other in used)])
    return _with_witness(later, tuple(blockers)) if blockers else None


def _domains(later: MatchSet, earlier: Sequence[MatchSet]) -> list[str]:
    """The local domains to tell apart: those that any of them names, and all others as one."""
    named = {domain for one in (later, *earlier) for domain in one.domains or ()}
    return [domain for domain in (*sorted(named), ELSEWHERE) if later.serves(domain)]


def _cover(later: MatchSet, earlier: Sequence[MatchSet]) -> list[MatchSet] | None:
    """Earlier directors that together take all names of `later` in one domain; None if some name is left.

    Whole patterns go first: alias keys can only finish what is finite by then.
    """
    rest, word = later.may, later.may.witness
    used: list[MatchSet] = []
    if word is None or not any(word in one.taken_before(later) for one in earlier):
        return None
    for one in sorted(earlier, key=lambda one: one.taken_before(later).is_finite):
        taken = one.taken_before(later)
        if not taken or (taken.is_finite and not rest.is_finite):
            continue
        if rest.first_common(taken) is not None:
            rest = rest - taken
            used.append(one)
        if not rest:
            return used
    return None


def _needed(later: MatchSet, used: list[MatchSet]) -> list[MatchSet]:
    """Those of the blockers without which a name would be left in some domain, tried from the last."""
    for one in reversed(used):
        others = [other for other in used if other is not one]
        if all(_cover(later, [other for other in others if other.serves(d)]) for d in _domains(later, used)):
            used = others
    return used


def _with_witness(later: MatchSet, blockers: tuple[MatchSet, ...]) -> CutOff:
    """The witness is a name that meets another fate than `later` has for it, where there is one."""
    differing: list[MatchSet] = []
    witnesses: list[str] = []
    gone = EMPTY
    for one in blockers:
        taken = later.may & one.taken_before(later) - gone
        name = _differing_name(one, later, taken)
        if name is not None:
            differing.append(one)
            witnesses.append(name)
        gone = gone | taken
    witness = witnesses[0] if witnesses else later.may.example or ""
    return CutOff(later, blockers, tuple(differing), witness)


def _differing_name(one: MatchSet, two: MatchSet, names: Language) -> str | None:
    """A name of `names` with which the two do something different."""
    if one.outcome != two.outcome:
        return names.example
    if one.data is None or two.data is None:
        return None
    return next((name for name in names.readable_first() if not one.does_the_same(two, name)), None)


def correlated(sets: Sequence[MatchSet], most: int = MOST) -> Iterator[Pair]:
    """Pairs with another outcome of which each takes names that the other does not, and both take some.

    Of each later director the first `most` pairs.
    """
    found: Counter[int] = Counter()
    for earlier, later in _met(sets):
        if found[id(later)] < most and (pair := _correlated(earlier, later)) is not None:
            found[id(later)] += 1
            yield pair


def _correlated(earlier: MatchSet, later: MatchSet) -> Pair | None:
    own = _disputing(earlier, later)
    if earlier.data is not None and later.data is not None:
        shared = own & earlier.must & later.may
        witness = _differing_name(earlier, later, shared)
    else:
        shared = EMPTY
        witness = own.first_common(later.may) if earlier.outcome != later.outcome else None
        witness = witness and example_of(witness, own, later.may)
    if witness is None or later.may <= own or own <= later.may:
        return None
    return Pair(earlier, later, shared, witness)


def generalised(sets: Sequence[MatchSet]) -> Iterator[Pair]:
    """Pairs with another outcome of which the later takes all names of the earlier and more."""
    for earlier, later in _met(sets):
        if earlier.may <= later.may and not later.may <= earlier.may:
            witness = _differing_name(earlier, later, earlier.may)
            if witness is not None:
                yield Pair(earlier, later, EMPTY, witness)


def _met(sets: Sequence[MatchSet]) -> Iterator[tuple[MatchSet, MatchSet]]:
    """Pairs in order that are understood, take names, serve a common domain and ask different questions."""
    for at, later in enumerate(sets):
        for earlier in sets[:at]:
            same = earlier.question is not None and earlier.question == later.question
            known = earlier.understood and later.understood and bool(earlier.may) and bool(later.may)
            if known and not same and not earlier.passes_on and earlier.meets(later):
                yield earlier, later


def _disputing(earlier: MatchSet, later: MatchSet) -> Language:
    """The names of the earlier director for which it is a question of order who takes them.

    Two patterns, or two files; or an earlier director that takes a whole pattern of names for certain, in every
    domain of the later. An entry of an alias file in front of a pattern is the exception that its writer meant, and a
    pattern in front of unknown logins or files says nothing.
    """
    if earlier.is_list and not later.is_list:
        return EMPTY
    if not earlier.must.is_finite:
        return earlier.must if earlier.serves_all(later) else EMPTY
    alike = earlier.selective and later.selective and (earlier.data is None) == (later.data is None)
    return earlier.may if alike else EMPTY
