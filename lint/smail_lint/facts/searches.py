"""The look-ups of an expansion, each with what is known where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smail_compiler.syntax.expression import (
    Compare,
    CompareTexts,
    Condition,
    Conditional,
    ForEach,
    Junction,
    Lookup,
    Not,
    Part,
    Repeat,
    Text,
)
from smail_lint.facts.alternatives import Scope, after, in_found, in_item

Search = tuple[Lookup, Scope]


def searched(parts: Sequence[Part], scope: Scope) -> Iterator[Search]:
    """All look-ups, outer ones first; behind a test it is known to hold, or not to."""
    for part in parts:
        if isinstance(part, Lookup):
            yield part, scope
            yield from searched(part.file.parts, scope)
            yield from searched(part.found.parts, in_found(part, scope))
            yield from _in(part.missed, scope)
        elif isinstance(part, Conditional):
            yield from _in_condition(part.condition, scope)
            yield from searched(part.then.parts, after(part.condition, scope, holds=True))
            yield from _in(part.otherwise, after(part.condition, scope, holds=False))
        elif isinstance(part, ForEach):
            yield from searched(part.text.parts, in_item(part, scope))
        elif isinstance(part, Repeat):
            for word in part.words:
                yield from searched(word.parts, scope)


def _in(text: Text | None, scope: Scope) -> Iterator[Search]:
    return searched(text.parts, scope) if text is not None else iter(())


def _in_condition(condition: Condition, scope: Scope) -> Iterator[Search]:
    """Those in the texts that a test compares; of joined tests each is seen by itself."""
    if isinstance(condition, Compare):
        yield from searched(condition.text.parts, scope)
    elif isinstance(condition, CompareTexts):
        yield from searched(condition.left.parts, scope)
        yield from searched(condition.right.parts, scope)
    elif isinstance(condition, Not):
        yield from _in_condition(condition.condition, scope)
    elif isinstance(condition, Junction):
        for one in condition.conditions:
            yield from _in_condition(one, scope)
