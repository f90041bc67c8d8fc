"""What the expansion language of one edition of Smail has and that of the other has not.

The lists are those of the 3.1 manual (language manual, sections g.2 to g.4) and of the 3.2 source (semantics, 8.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import msgspec

from smail_compiler.schema.dialects import BASE, OLD
from smail_compiler.syntax.expression import Command, Compare, CompareTexts, Literal, Text, Variable
from smail_compiler.syntax.walking import nodes
from smail_compiler.text.source import Span

GONE: Mapping[str, str] = MappingProxyType(
    {"patch_number": "0", "patch": "0", "patch_date": "unrecorded", "bat": "unrecorded"}
)
"""Variables that 3.2 has no longer, all about the program's source, with what stands for them here."""

ADDED = frozenset({"sender_host_addr", "ident_sender", "ident_method", "program", "compile_date", "ld_date"})
ADDED_OPERATORS = frozenset({"shquote"})
ADDED_COMPARISONS = frozenset({"gt", "lt"})

Tree = Text | Command


def traces(*trees: Tree) -> Iterator[tuple[str, Span, str]]:
    """Each name in trees that only one edition has: in words, where, and the edition."""
    for node in nodes(*trees):
        yield from _here(node)


def _here(node: msgspec.Struct) -> Iterator[tuple[str, Span, str]]:
    match node:
        case Variable(name, operators, at):
            if name.lower() in GONE:
                yield f"the variable `{name}`", at, OLD
            if name.lower() in ADDED:
                yield f"the variable `{name}`", at, BASE
            yield from ((f"the operator `{one}`", at, BASE) for one in operators if one.lower() in ADDED_OPERATORS)
        case Compare() | CompareTexts():
            if node.operator.lower() in ADDED_COMPARISONS:
                yield f"the comparison `{node.operator}`", node.at, BASE


def stood_in(tree: Tree) -> Tree:
    """The tree with a text in place of each variable that is gone; a test for one of them stays, and is false."""
    if isinstance(tree, Text):
        return msgspec.structs.replace(tree, parts=tuple(_part(one) for one in tree.parts))
    return msgspec.structs.replace(tree, words=tuple(_below(one) for one in tree.words))


def _part(node: msgspec.Struct) -> msgspec.Struct:
    if isinstance(node, Variable):
        told = GONE.get(node.name.lower())
        return node if told is None else Literal(told, node.at)
    return _below(node)


def _below(node: msgspec.Struct) -> msgspec.Struct:
    """A node with all texts in it changed."""
    if isinstance(node, Text):
        return stood_in(node)
    changed = {name: _value(getattr(node, name)) for name in node.__struct_fields__}
    return msgspec.structs.replace(node, **changed)


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_value(one) for one in value)
    if isinstance(value, msgspec.Struct) and not isinstance(value, Variable | Span):
        return _below(value)
    return value
