"""The conditions of `${if ...}` (reference semantics, section 8.6)."""

from __future__ import annotations

from collections.abc import Callable

from smail_runtime.routing.operators import evaluate
from smail_runtime.routing.scope import Scope
from smail_runtime.routing.values import Expanded, Failed, Unknown, Value
from smail_runtime.table.expression import (
    Compare,
    CompareTexts,
    Condition,
    Defined,
    HasHeader,
    Junction,
    Not,
    Property,
    Text,
)

Truth = bool | Failed | Unknown
Expand = Callable[[Text, Scope], Expanded]


def holds(condition: Condition, scope: Scope, expand: Expand) -> Truth:
    """Whether a condition holds; `expand` is used for the texts in it."""
    if isinstance(condition, Defined):
        found = evaluate(condition.variable.name, condition.variable.operators, scope)
        return isinstance(found, Value) and found.text != ""
    if isinstance(condition, HasHeader):
        return condition.name.lower() in scope.facts.header_names
    if isinstance(condition, Property):
        return _property(condition, scope)
    if isinstance(condition, Compare):
        return _compare(condition, scope, expand)
    if isinstance(condition, CompareTexts):
        return _compare_texts(condition, scope, expand)
    if isinstance(condition, Junction):
        return _junction(condition, scope, expand)
    return _not(condition, scope, expand)


def _not(condition: Not, scope: Scope, expand: Expand) -> Truth:
    inside = condition.condition
    if isinstance(inside, Property) and inside.name == "xform" and scope.transport is None:
        return False
    truth = holds(inside, scope, expand)
    return not truth if isinstance(truth, bool) else truth


def _property(condition: Property, scope: Scope) -> Truth:
    name, word = condition.name.lower(), condition.word
    if name == "origin":
        return scope.facts.origin == word if word in ("local", "remote") else _no_word(name, word)
    if scope.transport is None:
        return False
    if name == "dest":
        return scope.transport.local is (word == "local") if word in ("local", "remote") else _no_word(name, word)
    if word != "local":
        return _no_word(name, word)
    return scope.transport.local or scope.transport.local_xform


def _no_word(name: str, word: str) -> Failed:
    return Failed(f"`{name}:` does not know the word `{word}`")


def _compare(condition: Compare, scope: Scope, expand: Expand) -> Truth:
    found = evaluate(condition.variable.name, condition.variable.operators, scope)
    if not isinstance(found, Value):
        return found
    text = expand(condition.text, scope)
    if not isinstance(text, Value):
        return text
    return compared(condition.operator, found.text, text.text)


def _compare_texts(condition: CompareTexts, scope: Scope, expand: Expand) -> Truth:
    left = expand(condition.left, scope)
    if not isinstance(left, Value):
        return left
    right = expand(condition.right, scope)
    return compared(condition.operator, left.text, right.text) if isinstance(right, Value) else right


def compared(operator: str, left: str, right: str) -> bool:
    """`eq`, `gt` or `lt` by the bytes of two texts."""
    one, other = (text.encode("utf-8", "surrogateescape") for text in (left, right))
    return {"eq": one == other, "gt": one > other, "lt": one < other}[operator]


def _junction(condition: Junction, scope: Scope, expand: Expand) -> Truth:
    deciding = condition.operator == "or"
    for one in condition.conditions:
        truth = holds(one, scope, expand)
        if not isinstance(truth, bool) or truth is deciding:
            return truth
    return not deciding
