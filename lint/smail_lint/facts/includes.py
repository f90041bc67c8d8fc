"""Lists that alias files name (reference semantics, section 12.3)."""

from __future__ import annotations

import re

from smail_compiler.ir.program import AliasData
from smail_compiler.syntax.nodes import TargetNode

_INCLUDE = re.compile(rb":include:", re.IGNORECASE)


def first_include(data: AliasData) -> TargetNode | None:
    """The first `:include:` among the targets of a file, found in its text before any entry is looked at."""
    for found in _INCLUDE.finditer(data.source.data):
        entry = data.entries.at(found.start())
        for target in () if entry is None else entry.targets:
            if target.kind == "include":
                return target
    return None
