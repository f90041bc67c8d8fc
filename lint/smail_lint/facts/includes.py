"""Lists in alias files: files of addresses that they name, and entries of several addresses."""

from __future__ import annotations

import re

from smail_compiler.ir.program import AliasData
from smail_compiler.syntax.nodes import AliasNode, TargetNode

_INCLUDE = re.compile(rb":include:", re.IGNORECASE)
_SEVERAL = re.compile(rb",|\n[ \t]")


def first_include(data: AliasData) -> TargetNode | None:
    """The first `:include:` among the targets of a file, found in its text before any entry is looked at."""
    for found in _INCLUDE.finditer(data.source.data):
        entry = data.entries.at(found.start())
        for target in () if entry is None else entry.targets:
            if target.kind == "include":
                return target
    return None


def first_group(data: AliasData) -> AliasNode | None:
    """The first entry of several addresses; only entries with a comma or a line break in them are looked at."""
    last = -1
    for found in _SEVERAL.finditer(data.source.data):
        entry = data.entries.at(found.start()) if found.start() > last else None
        if entry is not None:
            last = max(found.start(), entry.key_at.end)
            if sum(target.kind == "address" for target in entry.targets) > 1:
                return entry
    return None
