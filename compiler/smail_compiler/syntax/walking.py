"""Every node of an expression, whatever its sort."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.syntax.expression import Command, Text
from smail_compiler.text.source import Span


def nodes(tree: Text | Command) -> Iterator[msgspec.Struct]:
    """The tree itself and all that is in it, in the order in which it is written."""
    return _nodes(tree)


def _nodes(node: msgspec.Struct) -> Iterator[msgspec.Struct]:
    yield node
    for name in node.__struct_fields__:
        value: object = getattr(node, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, msgspec.Struct) and not isinstance(one, Span):
                yield from _nodes(one)
