"""The permission bits of alias files that go into the table, beside what their directors demand of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from smail_compiler.ir.program import Entry, Site
from smail_compiler.semantics.config import library
from smail_compiler.semantics.tree import Tree


class Opening(msgspec.Struct, frozen=True):
    """An alias file with bits that its director's `modemask` forbids."""

    director: Entry
    path: str
    mode: int
    forbidden: int


def openings(site: Site) -> Iterator[Opening]:
    """Each aliasfile director whose compiled file has a forbidden bit. Files that are not in reach are left out."""
    tree = Tree(site.directory, library(site.variables))
    for director in site.directors:
        data = site.aliases.get(director.name)
        mask = director.value("modemask", private=True)
        if director.driver != "aliasfile" or data is None or not isinstance(mask, int) or not mask:
            continue
        if tree.locate(str(director.value("file", private=True))) != data.source.path:
            continue
        mode = _mode(tree.real(data.source.path))
        if mode is not None and mode & mask:
            yield Opening(director, data.source.path, mode, mode & mask)


def _mode(path: str) -> int | None:
    """The permission bits of a file, None when it is gone."""
    try:
        return Path(path).stat().st_mode & 0o7777
    except (OSError, ValueError):
        return None
