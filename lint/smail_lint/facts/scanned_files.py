"""Text files that a look-up reads from their start whenever mail comes, since their names hold data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.semantics.config import library
from smail_compiler.semantics.lists import in_folder
from smail_compiler.semantics.tree import Tree
from smail_compiler.syntax.expression import Lookup
from smail_compiler.syntax.walking import nodes_of
from smail_lint.facts.templates import templates


class Scanned(msgspec.Struct, frozen=True):
    """A look-up, and the largest file below the directory that it may read: its path and its bytes."""

    lookup: Lookup
    path: str
    size: int


def scanned_files(site: Site) -> Iterator[Scanned]:
    """Each look-up of proto lsearch in a file whose name is no constant, with files at hand that fit the name."""
    tree = Tree(site.directory, library(site.variables))
    for _, template in templates(site):
        for one in nodes_of(Lookup, template):
            if one.proto == "lsearch" and one.file.constant is None:
                sizes = [(_size(tree.real(path)), path) for path in in_folder(tree, one.file)]
                if sizes:
                    size, path = max(sizes)
                    yield Scanned(one, path, size)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0
