"""Patterns mean what `re.fullmatch` says of them, by both ways of asking."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.semantics.patterns import compiled
from smail_runtime.mail.pattern import search
from smail_runtime.mail.pattern.tree import PatternError
from smail_runtime.routing.patterns import fits, split_prefix, split_suffix
from smail_runtime.table.pattern import Pattern

LETTERS = "abAB-.1é "

_one = st.sampled_from(["a", "b", "A", "-", r"\.", ".", "1", "é", r"\d", r"\w", r"\W", r"\s", r"\-", r"\ "])
_item = st.sampled_from(["a", "B", "a-b", "0-9", r"\d", r"\.", r"\W", "b-z", "_"])
_set = st.builds(
    lambda no, items, dash: f"[{no}{''.join(items)}{dash}]",
    st.sampled_from(["", "^"]),
    st.lists(_item, min_size=1, max_size=3),
    st.sampled_from(["", "-"]),
)
_atoms = st.one_of(_one, _set)
_counts = st.sampled_from(["*", "+", "?", "{0}", "{2}", "{1,}", "{0,2}", "{1,3}"])


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda each: f"({'|'.join(each)})"),
        st.builds(lambda one, count: f"(?:{one}){count}", inner, _counts),
    )


patterns = st.recursive(_atoms, _larger, max_leaves=8)
texts = st.text(LETTERS, max_size=8)


def table(text: str, *, backwards: bool = False) -> Pattern:
    found = compiled(text, backwards=backwards)
    assert isinstance(found, Pattern), found
    return found


def oracle(text: str) -> re.Pattern[bytes]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        grouped = re.sub("é", "(?:é)", text) if "[" not in text else text.replace("é", "(?:é)")
        return re.compile(grouped.encode(), re.IGNORECASE | re.DOTALL)


@settings(max_examples=400, deadline=None)
@given(patterns, st.lists(texts, min_size=1, max_size=12))
def test_a_pattern_fits_what_re_matches_fully(text: str, names: list[str]) -> None:
    pattern, expected = table(text), oracle(text)
    for name in names:
        answer = expected.fullmatch(name.encode()) is not None
        assert fits(pattern, name) == answer, (text, name)
        assert search.fits(text.encode(), name.encode()) == answer, (text, name)


@settings(max_examples=200, deadline=None)
@given(patterns, texts)
def test_a_prefix_is_the_longest_start_and_a_suffix_the_longest_end(text: str, name: str) -> None:
    data, expected = name.encode(), oracle(text)
    starts = [size for size in range(1, len(data)) if expected.fullmatch(data[:size])]
    ends = [size for size in range(1, len(data)) if expected.fullmatch(data[-size:])]
    front, back = split_prefix(table(text), name), split_suffix(table(text, backwards=True), name)
    assert (front is not None) == bool(starts)
    assert (back is not None) == bool(ends)
    if front:
        assert len(front[0].encode("utf-8", "surrogateescape")) == max(starts)
        assert "".join(map(_raw, front)) == _raw(name)
    if back:
        assert len(back[1].encode("utf-8", "surrogateescape")) == max(ends)
        assert "".join(map(_raw, back)) == _raw(name)


def _raw(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("latin-1")


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("sales.*", ["sales", "SALES-eu"], ["presales", ""]),
        (r"joe\+.*", ["joe+", "joe+x"], ["joe", "joee"]),
        ("^(info|help)$", ["info", "Help"], ["info2"]),
        ("(^a|b)c", ["ac", "bc"], ["c"]),
        ("", [""], ["a"]),
        ("a|", ["a", ""], ["b"]),
        ("[[:alpha:]_]{2,3}", ["ab", "A_c"], ["a", "abcd", "a1"]),
        ("[]a]+", ["]a"], ["b"]),
        ("[^]a]+", ["bc"], ["]"]),
        ("[a-]+", ["a-"], ["b"]),
        (r"[\]\\]", ["]", "\\"], ["a"]),
        (r"\D\S\W", ["a-."], ["1-."]),
        ("é+", ["éé"], ["e", "É"]),
        ("[^@]+", ["é", "j.d"], ["a@b"]),
        ("(a{2}){2}", ["aaaa"], ["aaa", "aaaaa"]),
        ("(^$)|x", ["", "x"], ["y"]),
        ("]}", ["]}"], [""]),
    ],
)
def test_examples(pattern: str, yes: list[str], no: list[str]) -> None:
    for name in (*yes, *no):
        assert fits(table(pattern), name) == (name in yes) == search.fits(pattern.encode(), name.encode())


@pytest.mark.parametrize(
    ("pattern", "message", "start", "end"),
    [
        ("foo(", "this `(` has no closing `)`", 3, 4),
        ("foo)", "this `)` closes nothing", 3, 4),
        ("*foo", "there is nothing here to repeat", 0, 1),
        ("a|+b", "there is nothing here to repeat", 2, 3),
        ("a**", "a quantifier follows a quantifier", 2, 3),
        ("a*?", "a quantifier follows a quantifier", 2, 3),
        ("^*", "there is nothing here to repeat", 1, 2),
        ("a{x}", "this `{` begins no count", 1, 2),
        ("a{,3}", "this `{` begins no count", 1, 2),
        ("a{3,1}", "this count ends before it begins", 1, 6),
        ("[ab", "this `[` has no closing `]`", 0, 1),
        ("x[]", "this `[` has no closing `]`", 1, 2),
        ("[z-a]", "this range ends before it begins", 1, 4),
        (r"[a-\d]", "a range needs one character on each side", 1, 5),
        ("[[:alfa:]]", "no class of characters has this name", 1, 9),
        ("[[.a.]]", "no class of characters has this name", 1, 3),
        ("[é]", "only ASCII may stand in brackets", 1, 2),
        ("a\\", "the pattern ends in a backslash", 1, 2),
        (r"(a)\1", "references to earlier groups are not regular", 3, 5),
        (r"\bfoo", "this escape is not known", 0, 2),
        ("(?=a)", "only `(?:` may follow a `(`", 0, 3),
        ("(?<!a)b", "only `(?:` may follow a `(`", 0, 3),
        ("(?i)a", "only `(?:` may follow a `(`", 0, 3),
        ("a^b", "the start of the text cannot be here", 1, 2),
        ("a$b", "the end of the text cannot be here", 1, 2),
        ("(a$)+", "the end of the text cannot be here", 2, 3),
        ("(" * 41 + "a" + ")" * 41, "groups stand more than 40 deep", 40, 41),
    ],
)
def test_what_is_refused_is_told_with_its_place(pattern: str, message: str, start: int, end: int) -> None:
    found = compiled(pattern)
    assert isinstance(found, PatternError)
    assert (found.message, found.start, found.end) == (message, start, end)
    assert found.help
    assert not found.too_large


@pytest.mark.parametrize(
    "pattern", ["((a{1,50}){1,50}){1,50}", "a{999999999}", ".*a.{20}", "(a|b)*a(a|b){15}", "(a{0,1000}){0,2}"]
)
def test_patterns_that_grow_beyond_measure_are_refused(pattern: str) -> None:
    found = compiled(pattern)
    assert isinstance(found, PatternError)
    assert found.too_large


@settings(max_examples=300, deadline=None)
@given(st.text("ab()[]{}*+?|^$.\\,-:1é", max_size=24))
def test_any_text_is_a_pattern_or_is_refused_within_itself(text: str) -> None:
    found = compiled(text)
    if isinstance(found, PatternError):
        assert 0 <= found.start <= found.end <= len(text.encode())
