"""The nodes of expressions, whatever their sort."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from smail_compiler.syntax.expression import Command, Text
from smail_compiler.text.source import Span

Node = TypeVar("Node", bound=msgspec.Struct)


def nodes(*trees: Text | Command | None) -> Iterator[msgspec.Struct]:
    """The trees themselves and all that is in them, outer nodes first, in the order in which they are written."""
    for tree in trees:
        if tree is not None:
            yield from _nodes(tree)


def nodes_of(sort: type[Node], *trees: Text | Command | None) -> Iterator[Node]:
    """The nodes of one sort."""
    return (one for one in nodes(*trees) if isinstance(one, sort))


def words(tree: Text | Command) -> tuple[Text, ...]:
    """The words of a command line; a text is one word."""
    return tree.words if isinstance(tree, Command) else (tree,)


def _nodes(node: msgspec.Struct) -> Iterator[msgspec.Struct]:
    yield node
    for name in node.__struct_fields__:
        value: object = getattr(node, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, msgspec.Struct) and not isinstance(one, Span):
                yield from _nodes(one)
