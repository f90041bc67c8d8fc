"""Trees without the places of their parts, for comparing what they mean."""

from __future__ import annotations

import msgspec


def shape(tree: object) -> object:
    """Type, and fields except `at`, of a tree of frozen records, as nested tuples."""
    if isinstance(tree, tuple):
        return tuple(shape(one) for one in tree)
    if isinstance(tree, msgspec.Struct):
        fields = (shape(getattr(tree, name)) for name in tree.__struct_fields__ if name != "at")
        return (type(tree).__name__, *fields)
    return tree
