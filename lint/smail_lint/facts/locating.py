"""Where configured names lead below the directory at hand, told from the names alone: no file is looked at."""

from __future__ import annotations

from collections.abc import Callable

from smail_compiler.ir.program import Site
from smail_compiler.semantics.config import library
from smail_compiler.semantics.tree import Tree
from smail_lint.facts.notes import name_of_directory


def locating(site: Site) -> Callable[[str], str | None]:
    """What gives the path of a name below the directory, None when it leads elsewhere."""
    return Tree(name_of_directory(site), library(site.variables)).locate
