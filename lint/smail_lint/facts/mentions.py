"""Every variable that a text mentions, wherever in it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

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


class Mention(msgspec.Struct, frozen=True):
    """A variable, and whether it stands between `$(` and `$)`; `tested` if only a condition asks about it."""

    variable: Variable
    repeated: bool
    tested: bool = False


def mentions(tree: Text | Command, *, repeated: bool = False) -> Iterator[Mention]:
    """The variables of a text or command line, in the order in which they stand."""
    for text in tree.words if isinstance(tree, Command) else (tree,):
        for part in text.parts:
            yield from _of_part(part, repeated)


def _of_part(part: Part, repeated: bool) -> Iterator[Mention]:
    if isinstance(part, Variable):
        yield Mention(part, repeated)
    elif isinstance(part, Repeat):
        for word in part.words:
            yield from mentions(word, repeated=True)
    elif isinstance(part, Conditional):
        yield from _of_condition(part.condition, repeated)
        yield from _of_texts((part.then, part.otherwise), repeated)
    elif isinstance(part, Lookup):
        yield Mention(part.key, repeated)
        yield from _of_texts((part.file, part.found, part.missed), repeated)
    elif isinstance(part, ForEach):
        yield Mention(part.items, repeated)
        yield from mentions(part.text, repeated=repeated)


def _of_texts(texts: tuple[Text | None, ...], repeated: bool) -> Iterator[Mention]:
    for text in texts:
        if text is not None:
            yield from mentions(text, repeated=repeated)


def _of_condition(condition: Condition, repeated: bool) -> Iterator[Mention]:
    if isinstance(condition, Defined):
        yield Mention(condition.variable, repeated, tested=True)
    elif isinstance(condition, Compare):
        yield Mention(condition.variable, repeated, tested=True)
        yield from _of_texts((condition.text,), repeated)
    elif isinstance(condition, CompareTexts):
        yield from _of_texts((condition.left, condition.right), repeated)
    elif isinstance(condition, Junction):
        for one in condition.conditions:
            yield from _of_condition(one, repeated)
    elif isinstance(condition, Not):
        yield from _of_condition(condition.condition, repeated)
