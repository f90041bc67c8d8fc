"""Names below domains, as a language and asked one by one, against endings of text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smail_lint.facts.host_languages import Below, below_any, hosts
from smail_lint.facts.language import finite

labels = st.text("ab", min_size=1, max_size=2)
names = st.lists(labels, min_size=1, max_size=3).map(".".join)
domains = st.frozensets(names, max_size=4)


def below(name: str, tops: frozenset[str]) -> bool:
    return any(name.endswith("." + top) for top in tops)


@given(domains, names)
def test_names_below_any_domain_end_in_it(tops: frozenset[str], name: str) -> None:
    assert (name in below_any(tops, or_equal=False)) == below(name, tops)
    assert (name in below_any(tops, or_equal=True)) == (below(name, tops) or name in tops)


@given(domains, domains, names, st.frozensets(names, max_size=4))
def test_asking_and_making_the_language_agree(
    tops: frozenset[str], within: frozenset[str], name: str, without: frozenset[str]
) -> None:
    asked = Below(tops, below_any(within, or_equal=True) if within else hosts(), finite(without))
    assert (name in asked) == (name in asked.language)


def test_an_empty_domain_covers_nothing() -> None:
    asked = Below(frozenset({""}), hosts(), finite(()))
    assert "a" not in asked and not asked.language
