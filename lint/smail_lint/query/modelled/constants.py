"""The constants of a compiled program: what its expressions compare with, and the files in which they look up."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_runtime.table.expression import Compare, CompareTexts, Lookup, Property, Text, Variable


def nodes(value: object) -> Iterator[msgspec.Struct]:
    """A record and all records in it."""
    if isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from nodes(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from nodes(one)


def texts(value: object, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """All texts in the fields of a record, those of expressions left out, and those of fields of some names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one, without)
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Text):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name), without) if name not in without else ()


def literal(text: Text) -> str | None:
    """The value of a text without variables."""
    parts = [one for one in text.parts if isinstance(one, str)]
    return "".join(parts) if len(parts) == len(text.parts) else None


def compared(value: object) -> Iterator[str]:
    """What variables are compared with, and for each such text its neighbours in the order of `gt` and `lt`."""
    for node in nodes(value):
        for side in _operands(node):
            constant = literal(side)
            if constant:
                yield from (constant, f"{constant}a", constant[:-1] + chr(max(ord(constant[-1]) - 1, ord("!"))))


def _operands(node: msgspec.Struct) -> tuple[Text, ...]:
    if isinstance(node, CompareTexts):
        return (node.left, node.right)
    return (node.text,) if isinstance(node, Compare) else ()


def looked_up(value: object) -> Iterator[str]:
    """The files in which expressions look something up."""
    for node in nodes(value):
        file = literal(node.file) if isinstance(node, Lookup) else None
        if file:
            yield file


def variables(value: object) -> frozenset[str]:
    """The names of the variables that expressions use, and of the properties they ask for."""
    found = (one.name for one in nodes(value) if isinstance(one, Variable | Property))
    return frozenset(found)
