"""One rule by its code or name, among all that have a manual page."""

from __future__ import annotations

from smail_lint.registry import RULES
from smail_lint.rule import Rule
from smail_lint.selection import UnknownSelectorError, selected, unknown

__all__ = ["UnknownSelectorError", "one_rule", "selected"]


def one_rule(word: str) -> Rule:
    """The rule of a code or name, or what else has a page under it. Raises UnknownSelectorError."""
    from smail_lint.expectations.catalogue import RULES as EXPECTATIONS

    pages = (*RULES, *EXPECTATIONS)
    for rule in pages:
        if word.strip().lower() in (rule.kind.code.lower(), rule.kind.name):
            return rule
    many = sum(
        word.strip().lower() == rule.family or rule.kind.code.lower().startswith(word.strip().lower())
        for rule in pages
    )
    if many and word.strip():
        raise UnknownSelectorError(f"{word!r} is {many} rules, not one; see --list-rules --select {word}")
    raise unknown(word, [name for rule in pages for name in (rule.kind.code, rule.kind.name)])
