"""Variables that some mail has no value for, where that keeps it from being delivered."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.expression import (
    Command,
    Compare,
    CompareTexts,
    Condition,
    Conditional,
    Defined,
    ForEach,
    Junction,
    Lookup,
    Not,
    Part,
    Repeat,
    Text,
    Variable,
)
from smail_compiler.syntax.walking import words
from smail_lint.facts.taint import canonical

WITHOUT_VALUE = frozenset({"sender_name", "sender_host", "sender_host_addr", "ident_sender", "ident_method"})
"""Mail of this host has none of these."""


def unguarded(tree: Text | Command, names: frozenset[str], known: frozenset[str] = frozenset()) -> Iterator[Variable]:
    """The variables of these names that are expanded though no test has told that they have a value."""
    for text in words(tree):
        for part in text.parts:
            yield from _in_part(part, names, known)


def _in_part(part: Part, names: frozenset[str], known: frozenset[str]) -> Iterator[Variable]:
    if isinstance(part, Variable):
        if canonical(part.name) in names - known:
            yield part
    elif isinstance(part, Conditional):
        yield from _in_condition(part.condition, names, known)
        yield from unguarded(part.then, names, known | _told(part.condition, holds=True))
        if part.otherwise is not None:
            yield from unguarded(part.otherwise, names, known | _told(part.condition, holds=False))
    elif isinstance(part, Lookup):
        for text in (part.file, part.found, part.missed):
            yield from unguarded(text, names, known) if text is not None else ()
    elif isinstance(part, ForEach):
        yield from _in_part(part.items, names, known)
        yield from unguarded(part.text, names, known)
    elif isinstance(part, Repeat):
        for word in part.words:
            yield from unguarded(word, names, known)


def _in_condition(condition: Condition, names: frozenset[str], known: frozenset[str]) -> Iterator[Variable]:
    """What a test itself expands; `def:` asks and never fails."""
    if isinstance(condition, Compare):
        yield from _in_part(condition.variable, names, known)
        yield from unguarded(condition.text, names, known)
    elif isinstance(condition, CompareTexts):
        for text in (condition.left, condition.right):
            yield from unguarded(text, names, known)
    elif isinstance(condition, Not):
        yield from _in_condition(condition.condition, names, known)
    elif isinstance(condition, Junction):
        for one in condition.conditions:
            yield from _in_condition(one, names, known)
            known = known | _told(one, holds=condition.operator == "and")


def _told(condition: Condition, *, holds: bool) -> frozenset[str]:
    """The variables that have a value when a condition holds, or does not."""
    if isinstance(condition, Not):
        return _told(condition.condition, holds=not holds)
    if isinstance(condition, Defined) and holds:
        return frozenset({canonical(condition.variable.name)})
    if isinstance(condition, Junction) and (condition.operator == "and") == holds:
        return frozenset().union(*(_told(one, holds=holds) for one in condition.conditions))
    return frozenset()
