"""Expansion trees lowered to what the interpreter runs: places dropped, names canonical, literal parts joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import singledispatch
from types import MappingProxyType

from smail_compiler.syntax import expression as tree
from smail_runtime.routing.conditions import compared
from smail_runtime.table import expression as run

CANONICAL: Mapping[str, str] = MappingProxyType(
    {
        "addr": "user",
        "from": "sender",
        "fullname": "sender_name",
        "id": "message_id",
        "size": "message_size",
        "body_size": "message_body_size",
        "$": "pid",
        "name": "visible_name",
        "primary": "primary_name",
        "release": "release_date",
        "ld_num": "compile_num",
        "ld_date": "compile_date",
        "lib_dir": "smail_lib_dir",
    }
)
"""Second names of variables (reference semantics, section 8.3)."""

FAILS = run.Text((run.Variable(""),))
"""A text that fails whenever it is expanded, which is what a malformed one does: no variable has an empty name."""


def literal(value: str) -> run.Text:
    """A text that stands for itself."""
    return run.Text((value,) if value else ())


def text(source: tree.Text) -> run.Text:
    """A text: what is decided already is put in its place, adjacent literals are joined and empty ones dropped."""
    return run.Text(tuple(_joined(piece for one in source.parts for piece in _pieces(part(one)))))


def command(source: tree.Command) -> run.Command:
    """A command line."""
    return run.Command(tuple(text(word) for word in source.words))


def variable(source: tree.Variable) -> run.Variable:
    """A variable under its canonical name; names and operators ignore case."""
    name = source.name.lower()
    return run.Variable(CANONICAL.get(name, name), tuple(one.lower() for one in source.operators))


def _pieces(lowered: run.Part) -> tuple[run.Part, ...]:
    """The part itself, or the branch that is always taken; what may fail is left to fail when it is reached."""
    if not isinstance(lowered, run.Conditional):
        return (lowered,)
    truth = constant(lowered.condition)
    return (lowered,) if truth is None else (lowered.then if truth else lowered.otherwise).parts


def _joined(parts: Iterable[run.Part]) -> list[run.Part]:
    found: list[run.Part] = []
    for one in parts:
        if isinstance(one, str) and found and isinstance(found[-1], str):
            found[-1] += one
        elif one != "":
            found.append(one)
    return found


def _optional(source: tree.Text | None) -> run.Text:
    return run.Text(()) if source is None else text(source)


@singledispatch
def part(source: object) -> run.Part:
    """One part of a text."""
    raise TypeError(f"{type(source).__name__} is no part of a text")


@part.register
def _(source: tree.Literal) -> run.Part:
    return source.text


@part.register
def _(source: tree.Home) -> run.Part:
    return run.Home(source.login)


@part.register
def _(source: tree.Variable) -> run.Part:
    return variable(source)


@part.register
def _(source: tree.Conditional) -> run.Part:
    return run.Conditional(condition(source.condition), text(source.then), _optional(source.otherwise))


@part.register
def _(source: tree.Lookup) -> run.Part:
    missed = _optional(source.missed)
    return run.Lookup(variable(source.key), source.proto, text(source.file), text(source.found), missed)


@part.register
def _(source: tree.ForEach) -> run.Part:
    return run.ForEach(variable(source.items), text(source.text))


@part.register
def _(source: tree.Repeat) -> run.Part:
    return run.Repeat(tuple(text(word) for word in source.words))


@singledispatch
def condition(source: object) -> run.Condition:
    """A condition of `${if`."""
    raise TypeError(f"{type(source).__name__} is no condition")


@condition.register
def _(source: tree.Defined) -> run.Condition:
    return run.Defined(variable(source.variable))


@condition.register
def _(source: tree.HasHeader) -> run.Condition:
    return run.HasHeader(source.name.lower())


@condition.register
def _(source: tree.Property) -> run.Condition:
    return run.Property(source.name, source.word)


@condition.register
def _(source: tree.Compare) -> run.Condition:
    return run.Compare(source.operator, variable(source.variable), text(source.text))


@condition.register
def _(source: tree.CompareTexts) -> run.Condition:
    return run.CompareTexts(source.operator, text(source.left), text(source.right))


@condition.register
def _(source: tree.Junction) -> run.Condition:
    return run.Junction(source.operator, tuple(_undecided(source)))


@condition.register
def _(source: tree.Not) -> run.Condition:
    return run.Not(condition(source.condition))


def _undecided(source: tree.Junction) -> Iterator[run.Condition]:
    """The conditions that are asked: not those that change nothing, nor any behind one that decides."""
    for one in source.conditions:
        lowered = condition(one)
        truth = constant(lowered)
        if truth is None or truth is (source.operator == "or"):
            yield lowered
        if truth is (source.operator == "or"):
            return


def constant(lowered: run.Condition) -> bool | None:
    """What a condition always gives, whatever the message; None where only the message tells."""
    match lowered:
        case run.Junction(operator, ()):
            return operator == "and"
        case run.Junction(operator, conditions):
            return constant(conditions[0]) if constant(conditions[0]) is (operator == "or") else None
        case run.Not(inner):
            truth = constant(inner)
            return None if truth is None else not truth
        case run.CompareTexts(operator, left, right):
            texts = [one.parts for one in (left, right) if all(isinstance(part, str) for part in one.parts)]
            one, other = ("".join(map(str, parts)) for parts in texts) if len(texts) == 2 else (None, None)
            return None if one is None or other is None else compared(operator, one, other)
    return None
