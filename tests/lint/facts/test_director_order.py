"""What the order of directors does, against asking every short name in turn."""

from __future__ import annotations

from functools import cache
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from smail_lint.facts.characters import class_of
from smail_lint.facts.director_order import ELSEWHERE, correlated, cut_off, generalised
from smail_lint.facts.language import EMPTY, Language, ending_in, finite, made_of, starting
from smail_lint.facts.match_sets import MatchSet
from smail_testkit.hand_made import director

ENTRY = director("any", "user", {}, {})
WORLD = made_of(class_of("ab-"), class_of("ab-"))
DOMAINS = ("a.example", "b.example")

texts = st.text("ab-", min_size=1, max_size=2)
patterns: st.SearchStrategy[Language] = st.one_of(
    st.just(WORLD),
    st.builds(lambda prefix: starting(prefix) & WORLD, texts),
    st.builds(lambda suffix: ending_in(suffix) & WORLD, texts),
    st.builds(lambda names: finite(names) & WORLD, st.lists(texts, max_size=4)),
)


@st.composite
def match_sets(draw: st.DrawFn) -> MatchSet:
    """A director: certain, or waiting for the answer to one of two questions."""
    may = draw(patterns)
    question = draw(st.sampled_from([None, None, "one", "two"]))
    return MatchSet(
        entry=ENTRY,
        may=may,
        must=EMPTY if question else may,
        question=(question,) if question else None,
        selective=True,
        domains=draw(st.sampled_from([None, None, frozenset(DOMAINS[:1]), frozenset(DOMAINS)])),
        outcome=(draw(st.sampled_from(["x", "y"])),),
        understood=draw(st.sampled_from([True, True, True, False])),
    )


directors = st.lists(match_sets(), min_size=1, max_size=5)


@cache
def names() -> tuple[str, ...]:
    return tuple("".join(word) for size in range(1, 5) for word in product("ab-", repeat=size))


def gets(sets: list[MatchSet], at: int, name: str, domain: str) -> bool:
    """Whether the director at an index may be the first to take a name."""
    later = sets[at]
    earlier = [one for one in sets[:at] if one.understood and one.serves(domain)]
    return later.serves(domain) and name in later.may and not any(name in one.taken_before(later) for one in earlier)


@settings(max_examples=150, deadline=None)
@given(directors)
def test_what_is_cut_off_gets_no_name_and_all_else_gets_one(sets: list[MatchSet]) -> None:
    gone = {id(one.director) for one in cut_off(sets)}
    for at, later in enumerate(sets):
        some = any(gets(sets, at, name, domain) for name in names() for domain in (*DOMAINS, ELSEWHERE))
        assert id(later) not in gone or not some
        if later.understood and later.may and not some:
            assert id(later) in gone


@settings(max_examples=150, deadline=None)
@given(directors)
def test_blockers_are_true_and_none_is_needless(sets: list[MatchSet]) -> None:
    for one in cut_off(sets):
        later, blockers = one.director, one.blockers
        assert one.witness in later.may
        assert all(any(other is blocker for other in sets) for blocker in blockers)
        first = next(blocker for blocker in one.differing or blockers if one.witness in blocker.taken_before(later))
        assert (first.outcome != later.outcome) == bool(one.differing)
        assert cut_off([*blockers, later])[-1].director is later
        for needless in blockers:
            rest = [blocker for blocker in blockers if blocker is not needless]
            assert not [found for found in cut_off([*rest, later]) if found.director is later]


@settings(max_examples=150, deadline=None)
@given(directors)
def test_pairs_are_what_they_say(sets: list[MatchSet]) -> None:
    for pair in (*correlated(sets), *generalised(sets)):
        assert pair.witness in pair.earlier.may & pair.later.may
        assert pair.earlier.outcome != pair.later.outcome
        assert pair.earlier.meets(pair.later)
    for pair in generalised(sets):
        assert pair.earlier.may <= pair.later.may
    for pair in correlated(sets):
        assert not pair.earlier.may <= pair.later.may or not pair.earlier.must.is_finite
