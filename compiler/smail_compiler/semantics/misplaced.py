"""Variables that exist, but never where they stand (reference semantics, sections 8.3, 8.4 and 8.7)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.schema.contexts import ABSENT, WITHOUT_ADDRESS, Moment
from smail_compiler.semantics import kinds
from smail_compiler.syntax.expression import (
    Command,
    Compare,
    CompareTexts,
    Condition,
    Conditional,
    Defined,
    ForEach,
    Home,
    Junction,
    Lookup,
    Not,
    Part,
    Repeat,
    Text,
    Variable,
)
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span
from smail_runtime.routing.operators import swaps
from smail_runtime.routing.site_lists import LISTS
from smail_runtime.routing.variables import canonical

_SWAPPED = {"value": "file", "file": "value"}


class _Place(msgspec.Struct, frozen=True):
    """What is known where a reference stands: the moment, whether `value` exists, and names that were tested.

    `item` tells that `value` is an item of a list.
    """

    moment: Moment
    value: bool = False
    item: bool = False
    tested: frozenset[str] = frozenset()

    def knowing(self, names: frozenset[str]) -> _Place:
        """The same place behind a test for values."""
        return msgspec.structs.replace(self, tested=self.tested | names)


def misplaced(tree: Text | Command, moment: Moment) -> Iterator[Diagnostic]:
    """What is said of variables that have no value at a moment; a test with `def:` excuses what stands behind it."""
    place = _Place(moment)
    if isinstance(tree, Command):
        for word in tree.words:
            yield from _in_text(word, place)
    else:
        yield from _in_text(tree, place)


def _in_text(text: Text | None, place: _Place) -> Iterator[Diagnostic]:
    for part in text.parts if text is not None else ():
        yield from _in_part(part, place)


def _in_part(part: Part, place: _Place) -> Iterator[Diagnostic]:
    match part:
        case Variable():
            yield from _variable(part, place)
        case Home("", at) if place.moment in WITHOUT_ADDRESS and "home" not in place.tested:
            yield _absent("~/", at, place.moment, ())
        case Conditional(condition, then, otherwise):
            yield from _in_condition(condition, place)
            yield from _in_text(then, place.knowing(_told(condition, holds=True)))
            yield from _in_text(otherwise, place.knowing(_told(condition, holds=False)))
        case Lookup(key, _, file, found, missed):
            hidden = msgspec.structs.replace(place, value=False, item=False)
            yield from _variable(key, hidden)
            yield from _in_text(file, hidden)
            yield from _in_text(found, msgspec.structs.replace(place, value=True))
            yield from _in_text(missed, place)
        case ForEach(items, text):
            yield from _variable(items, place) if items.name.lower() not in LISTS else ()
            yield from _in_text(text, msgspec.structs.replace(place, value=True, item=True))
        case Repeat(words):
            for word in words:
                yield from _in_text(word, place)


def _in_condition(condition: Condition, place: _Place) -> Iterator[Diagnostic]:
    match condition:
        case Compare(_, variable, text):
            yield from _variable(variable, place)
            yield from _in_text(text, place)
        case CompareTexts(_, left, right):
            yield from _in_text(left, place)
            yield from _in_text(right, place)
        case Junction(operator, conditions):
            for one in conditions:
                yield from _in_condition(one, place)
                place = place.knowing(_told(one, holds=operator == "and"))
        case Not(inner):
            yield from _in_condition(inner, place)


def _told(condition: Condition, *, holds: bool) -> frozenset[str]:
    """The variables that have a value when a condition holds, or does not."""
    match condition:
        case Defined(variable) if holds:
            return frozenset({_asked(variable, item=False)})
        case Not(inner):
            return _told(inner, holds=not holds)
        case Junction(operator, conditions) if (operator == "and") == holds:
            return frozenset[str]().union(*(_told(one, holds=holds) for one in conditions))
    return frozenset()


def _asked(variable: Variable, *, item: bool) -> str:
    """The canonical name of the variable that is read."""
    name = canonical(variable.name)
    return _SWAPPED.get(name, name) if not item and swaps(variable.operators) else name


def _variable(one: Variable, place: _Place) -> Iterator[Diagnostic]:
    name = _asked(one, item=place.item)
    operators = {operator.lower() for operator in one.operators}
    if name in place.tested:
        return
    if "parent" in operators and place.moment in WITHOUT_ADDRESS:
        yield _no_parent(one, place.moment)
    elif name == "value" and not place.value:
        yield _no_value(one)
    elif name in ABSENT[place.moment] and (not operators & {"parent", "top"} or place.moment in WITHOUT_ADDRESS):
        yield _absent(one.name, one.at, place.moment, _exchanged(one, name))


def _absent(written: str, at: Span, moment: Moment, notes: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        kinds.NOT_AVAILABLE,
        f"`{written}` has no value {moment.value}",
        at,
        notes=(*notes, "the expansion of the whole text fails when this is reached"),
        help="use a variable that exists here, or write a text for the other case: `${if def:NAME {...} else {...}}`",
        category="expansion-failed",
    )


def _no_value(one: Variable) -> Diagnostic:
    return Diagnostic(
        kinds.OUTSIDE_LOOKUP,
        f"`{one.name}` exists only in the text of a lookup that found something",
        one.at,
        notes=_exchanged(one, "value"),
        help="write `${lookup:KEY:lsearch{FILE} {$value} else {...}}`, with this text where `$value` is",
        category="expansion-failed",
    )


def _no_parent(one: Variable, moment: Moment) -> Diagnostic:
    return Diagnostic(
        kinds.NO_PARENT,
        f"`parent:` never has an address to speak of {moment.value}",
        one.at,
        help="write the value itself, or use a variable of the message or the host",
        category="expansion-failed",
    )


def _exchanged(one: Variable, name: str) -> tuple[str, ...]:
    """A note where operators made another variable of the one that is written."""
    if canonical(one.name) == name:
        return ()
    return (f"an odd number of operators exchanges `value` and `file`: this reads `{name}`; two operators do not",)
