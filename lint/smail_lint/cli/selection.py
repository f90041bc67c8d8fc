"""One rule by its code or name, among all that have a manual page."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.selection import UnknownSelectorError, named, selected

__all__ = ["UnknownSelectorError", "one_rule", "selected"]


def one_rule(word: str) -> Rule:
    """The rule of a code or name, or what else has a page under it. Raises UnknownSelectorError."""
    from smail_lint.expectations.catalogue import RULES as EXPECTATIONS

    return named(word, EXPECTATIONS)
