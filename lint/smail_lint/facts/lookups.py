"""The look-ups anywhere in an expansion."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.syntax.expression import Lookup
from smail_compiler.text.source import Span


def lookups(node: object) -> Iterator[Lookup]:
    """The look-ups in a tree, a tuple of trees, or nothing, outer ones first."""
    if isinstance(node, Lookup):
        yield node
    if isinstance(node, tuple):
        for one in node:
            yield from lookups(one)
    elif isinstance(node, msgspec.Struct) and not isinstance(node, Span):
        for name in node.__struct_fields__:
            yield from lookups(getattr(node, name))
