"""Which rules run: selectors by code, name, family or prefix of the code."""

from __future__ import annotations

from collections.abc import Iterable

from smail_lint.registry import RULES
from smail_lint.rule import Rule

ALL = "all"


class UnknownSelectorError(Exception):
    """A selector that matches no rule; the message suggests the nearest."""


def selected(select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules to run, in the order of the registry. Each selector may be a list with commas.

    Without `select` all rules run that are on by default. Raises UnknownSelectorError.
    """
    chosen = _matched(select) or {rule.kind.code for rule in RULES if rule.by_default}
    left_out = _matched(ignore)
    return tuple(rule for rule in RULES if rule.kind.code in chosen - left_out)


def one_rule(word: str) -> Rule:
    """The rule of a code or name, or what else has a page under it. Raises UnknownSelectorError."""
    from smail_lint.expectations.catalogue import RULES as EXPECTATIONS

    pages = (*RULES, *EXPECTATIONS)
    for rule in pages:
        if word.strip().lower() in (rule.kind.code.lower(), rule.kind.name):
            return rule
    raise _unknown(word, [name for rule in pages for name in (rule.kind.code, rule.kind.name)])


def _matched(selectors: Iterable[str]) -> set[str]:
    words = [word.strip() for selector in selectors for word in selector.split(",") if word.strip()]
    return {rule.kind.code for word in words for rule in _matching(word)}


def _matching(word: str) -> list[Rule]:
    """Rules that a word names exactly, else those it groups, among which those that are off by default stay out."""
    low = word.lower()
    exact = [rule for rule in RULES if low in (rule.kind.code.lower(), rule.kind.name)]
    grouped = [rule for rule in RULES if low in (rule.family, ALL) or rule.kind.code.lower().startswith(low)]
    if not exact and not grouped:
        known = {name for rule in RULES for name in (rule.kind.code, rule.kind.name, rule.family)}
        raise _unknown(word, sorted({*known, ALL}))
    return exact or [rule for rule in grouped if rule.by_default]


def _unknown(word: str, known: list[str]) -> UnknownSelectorError:
    from difflib import get_close_matches

    folded = {name.lower(): name for name in known}
    meant = word.strip().lower()
    near = get_close_matches(meant, folded, n=5)
    near.sort(key=lambda name: name[:3] != meant[:3])  # of a code the family is what is rarely mistyped
    advice = f"did you mean {folded[near[0]]}?" if near else "see --list-rules"
    return UnknownSelectorError(f"no rule {word!r}; {advice}")
