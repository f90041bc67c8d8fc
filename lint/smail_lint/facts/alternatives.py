"""The ways a template can come out: each choice of branches gives one row of constant text and values.

In a branch the test that led there is known to hold, so that `${if eq{user}{root} {...}}` speaks of a constant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from smail_compiler.syntax.expression import (
    Compare,
    CompareTexts,
    Condition,
    Conditional,
    Defined,
    ForEach,
    Home,
    Junction,
    Literal,
    Lookup,
    Not,
    Part,
    Repeat,
    Text,
    Variable,
)
from smail_lint.facts.characters import class_of
from smail_lint.facts.reachability import Names
from smail_lint.facts.taint import STATED, Value, applied, canonical, constant, elsewhere, trusted, variable
from smail_runtime.routing.site_lists import LISTS
from smail_runtime.routing.variables import OF_ADDRESS

MOST = 64
UNSURE = "\0"
"""A piece behind which nothing is known of what stands before: the text did not come out in few enough ways."""


class Reference(msgspec.Struct, frozen=True):
    """A variable in a template, what it can hold there, and what it holds before its operators."""

    variable: Variable
    value: Value
    raw: Value


_OF_PLACE = frozenset({"value", "file"})
"""What a text is about where it stands, whoever's address is meant; operators may exchange the two."""
_QUOTES = frozenset("'\"\\\0")

Piece = str | Reference
Row = tuple[Piece, ...]


class Scope(msgspec.Struct, frozen=True):
    """What names arrive, and what is known of variables from tests that hold."""

    names: Names
    known: Mapping[str, Value] = {}

    def reference(self, one: Variable) -> Reference:
        """A variable as it is seen here."""
        name = canonical(one.name)
        raw = self.known.get(name) or variable(name, self.names)
        if name in OF_ADDRESS - _OF_PLACE and {"parent", "top"} & {operator.lower() for operator in one.operators}:
            raw = elsewhere(variable(name, self.names), self.names)
        return Reference(one, applied(raw, one.operators), raw)

    def knowing(self, name: str, value: Value) -> Scope:
        """This scope with more known about one variable."""
        return Scope(self.names, {**self.known, canonical(name): value})


def rows(parts: Sequence[Part], scope: Scope) -> list[Row]:
    """All ways the parts can come out; past a limit the branches of a part are put behind each other, and UNSURE."""
    found: list[Row] = [()]
    for part in parts:
        choices = _choices(part, scope)
        if len(found) * len(choices) > MOST:
            choices = [_all(choices)]
        found = [head + tail for head in found for tail in choices]
    return found


def has_too_many(text: Text) -> bool:
    """Whether a text comes out in more ways than are told apart."""
    return _count(text) > MOST


def _count(text: Text | None) -> int:
    """In how many ways a text comes out, no more than MOST + 1."""
    many = 1
    for part in text.parts if text is not None else ():
        if isinstance(part, Conditional):
            many *= _count(part.then) + _count(part.otherwise)
        elif isinstance(part, Lookup):
            many *= _count(part.found) + _count(part.missed)
        elif isinstance(part, ForEach):
            once = _count(part.text)
            many *= 1 + once + once**2
        elif isinstance(part, Repeat):
            many *= max(map(_count, part.words), default=1)
        if many > MOST:
            return MOST + 1
    return many


def _choices(part: Part, scope: Scope) -> list[Row]:
    """The ways one part can come out."""
    if isinstance(part, Literal):
        return [(part.text,)]
    if isinstance(part, Home):
        return [(f"~{part.login}",)]
    if isinstance(part, Variable):
        return [(scope.reference(part),)]
    if isinstance(part, Lookup):
        return rows(part.found.parts, in_found(part, scope)) + _branch(part.missed, scope)
    if isinstance(part, ForEach):
        return _for_each(part, scope)
    if isinstance(part, Repeat):
        return [tuple(piece for word in part.words for row in rows(word.parts, scope) for piece in row)]
    return _branches(part, scope)


def _for_each(part: ForEach, scope: Scope) -> list[Row]:
    """No item, one, or two: more of them make nothing new, unless quotes are left open from one to the next."""
    once = rows(part.text.parts, in_item(part, scope))
    if any(isinstance(piece, str) and _QUOTES & {*piece} for row in once for piece in row):
        return [(), _all(once)]
    return [(), *once, *([head + tail for head in once for tail in once] if len(once) ** 2 <= MOST else [_all(once)])]


def in_item(part: ForEach, scope: Scope) -> Scope:
    """What is known in the text of an item: the value is a part of the list between two colons."""
    listed = scope.reference(part.items).value if part.items.name.lower() not in LISTS else trusted(part.items.name)
    characters = listed.characters & ~class_of(":")
    return scope.knowing(
        "value", msgspec.structs.replace(listed, characters=characters, first=characters, empty=False)
    )


def in_found(part: Lookup, scope: Scope) -> Scope:
    """What is known where a look-up has found something; names of the DNS are what strangers say."""
    return scope if part.proto.lower() != "dns" else scope.knowing("value", STATED).knowing("file", STATED)


def _all(found: list[Row]) -> Row:
    return (UNSURE, *(piece for row in found for piece in row))


def _branches(part: Conditional, scope: Scope) -> list[Row]:
    then = rows(part.then.parts, after(part.condition, scope, holds=True))
    return then + _branch(part.otherwise, after(part.condition, scope, holds=False))


def _branch(text: Text | None, scope: Scope) -> list[Row]:
    return [()] if text is None else rows(text.parts, scope)


def after(condition: Condition, scope: Scope, *, holds: bool) -> Scope:
    """What is known once a condition is known to hold, or not to."""
    if isinstance(condition, Not):
        return after(condition.condition, scope, holds=not holds)
    if isinstance(condition, Junction) and (condition.operator == "and") == holds:
        for one in condition.conditions:
            scope = after(one, scope, holds=holds)
        return scope
    if isinstance(condition, Defined) and not condition.variable.operators:
        return _defined(condition.variable, scope, holds)
    if isinstance(condition, Compare) and holds:
        return _equal(condition, scope)
    if isinstance(condition, CompareTexts) and holds and len(condition.left.parts) == 1:
        named = condition.left.parts[0]
        if isinstance(named, Variable):
            return _equal(Compare(condition.operator, named, condition.right, condition.at), scope)
    return scope


def _defined(one: Variable, scope: Scope, holds: bool) -> Scope:
    value = scope.reference(one).value
    known = msgspec.structs.replace(value, empty=False) if holds else constant(value.source, "")
    return scope.knowing(one.name, known)


def _equal(condition: Compare, scope: Scope) -> Scope:
    text = condition.text.constant
    if condition.operator != "eq" or condition.variable.operators or text is None:
        return scope
    return scope.knowing(condition.variable.name, constant(canonical(condition.variable.name), text))
