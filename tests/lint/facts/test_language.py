"""Languages against an oracle: all short words over a small alphabet, tested one by one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_lint.facts.characters import class_of, reading_order
from smail_lint.facts.language import (
    ALL,
    EMPTY,
    NAMES,
    Language,
    ending_in,
    finite,
    holding,
    made_of,
    starting,
)

LETTERS = "ab-"
LONGEST = 5
Oracle = Callable[[str], bool]
Case = tuple[Language, Oracle]


@cache
def short_words() -> tuple[str, ...]:
    """Every word of at most LONGEST letters."""
    return tuple("".join(word) for size in range(LONGEST + 1) for word in product(LETTERS, repeat=size))


SMALL_WORLD = made_of(class_of(LETTERS), class_of(LETTERS)) | finite([""])

texts = st.text(LETTERS, max_size=3)


def matching(pattern: str) -> Oracle:
    """The oracle of a regular expression."""
    compiled = re.compile(pattern, re.DOTALL)
    return lambda word: compiled.fullmatch(word) is not None


def leaf_starting(prefix: str) -> Case:
    return starting(prefix), matching(re.escape(prefix) + ".*")


def leaf_ending(suffix: str) -> Case:
    return ending_in(suffix), matching(".+" + re.escape(suffix))


def leaf_finite(names: list[str]) -> Case:
    return finite(names), set(names).__contains__


def leaf_made_of(first: str, rest: str) -> Case:
    return made_of(class_of(first), class_of(rest)), matching(f"[{re.escape(first)}][{re.escape(rest)}]*")


def leaf_holding(one: str) -> Case:
    return holding(class_of(one)), lambda word: one in word


leaves: st.SearchStrategy[Case] = st.one_of(
    st.builds(leaf_starting, texts),
    st.builds(leaf_ending, texts),
    st.builds(leaf_finite, st.lists(texts, max_size=5)),
    st.builds(leaf_made_of, st.sampled_from(["a", "ab", "-b"]), st.sampled_from(["a", "b-", LETTERS])),
    st.builds(leaf_holding, st.sampled_from(LETTERS)),
    st.just((NAMES, bool)),
)


def with_operation(operation: str, left: Case, right: Case) -> Case:
    one, two = left[1], right[1]
    if operation == "and":
        return left[0] & right[0], lambda word: one(word) and two(word)
    if operation == "or":
        return left[0] | right[0], lambda word: one(word) or two(word)
    if operation == "minus":
        return left[0] - right[0], lambda word: one(word) and not two(word)
    return ~left[0], lambda word: not one(word)


cases: st.SearchStrategy[Case] = st.recursive(
    leaves,
    lambda inner: st.builds(with_operation, st.sampled_from(["and", "or", "minus", "not"]), inner, inner),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(cases)
def test_membership_is_that_of_the_oracle(case: Case) -> None:
    language, oracle = case
    assert [word for word in short_words() if word in language] == [word for word in short_words() if oracle(word)]


@settings(max_examples=150, deadline=None)
@given(cases)
def test_the_witness_is_the_most_readable_of_the_shortest_words(case: Case) -> None:
    language = case[0] & SMALL_WORLD
    expected = min((word for word in short_words() if case[1](word)), key=reading_order, default=None)
    if expected is not None:
        assert language.witness == expected
    elif language.witness is not None:
        assert len(language.witness) > LONGEST
        assert language.witness in language
    assert bool(language) == (language.witness is not None)


@settings(max_examples=150, deadline=None)
@given(cases, cases)
def test_inclusion_and_equality_agree_with_the_words(one: Case, two: Case) -> None:
    left, right = one[0], two[0]
    difference = left - right
    assert (left <= right) == (not difference)
    if difference.witness is not None:
        assert difference.witness in left
        assert difference.witness not in right
    if left == right:
        assert all(one[1](word) == two[1](word) for word in short_words())


@settings(max_examples=150, deadline=None)
@given(cases, cases)
def test_the_first_common_word_is_the_witness_of_the_intersection(one: Case, two: Case) -> None:
    left, right = one[0] & SMALL_WORLD, two[0]
    assert left.first_common(right) == (left & right).witness == right.first_common(left)


@settings(max_examples=80, deadline=None)
@given(cases, cases)
def test_the_laws_of_sets_hold(one: Case, two: Case) -> None:
    left, right = one[0], two[0]
    assert ~(left | right) == ~left & ~right
    assert (left & right) | (left - right) == left
    assert not left & ~left
    assert left | ~left == ALL


@settings(max_examples=100, deadline=None)
@given(leaves, leaves)
def test_equal_regular_languages_have_equal_automata(one: Case, two: Case) -> None:
    there_and_back = (one[0] | two[0]) & (one[0] | ~two[0])
    assert there_and_back == one[0]
    assert there_and_back.base == (one[0] & ALL).base


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=4)))
def test_a_regular_language_without_words_finds_the_next_best(taken: list[str]) -> None:
    left = NAMES & SMALL_WORLD
    free = [word for word in short_words() if word and word not in taken]
    assert (left - finite(taken)).witness == min(free, key=reading_order)


def test_names_are_folded_and_bytes_stay_bytes() -> None:
    assert finite(["Info", "B\N{LATIN SMALL LETTER U WITH DIAERESIS}ro"]).more == {"info", "b\xc3\xbcro"}
    assert "real-joe" in starting("REAL-")


@pytest.mark.parametrize(
    ("language", "witness"),
    [
        (NAMES, "a"),
        (EMPTY, None),
        (starting("real-", NAMES), "real-a"),
        (starting("real-") & ending_in("-request"), "real-request"),
        (starting("owner-", NAMES) & starting("owner", NAMES), "owner-a"),
        (starting("a-") & starting("b-"), None),
        (holding(class_of(";|")), ";"),
        (finite(["zz", "b", "abc"]), "b"),
    ],
)
def test_witnesses_are_what_a_reader_would_choose(language: Language, witness: str | None) -> None:
    assert language.witness == witness


@pytest.mark.parametrize(
    ("language", "example"),
    [
        (NAMES, "jane"),
        (EMPTY, None),
        (NAMES - finite(["jane"]), "info"),
        (NAMES - finite(["jane", "info"]), "a"),
        (starting("real-", NAMES), "real-jane"),
        (ending_in("-request"), "jane-request"),
        (holding(class_of(";|")), ";"),
        (finite(["zz", "b"]), "b"),
    ],
)
def test_examples_look_like_names_where_they_can(language: Language, example: str | None) -> None:
    assert language.example == example
    assert example is None or example in language
