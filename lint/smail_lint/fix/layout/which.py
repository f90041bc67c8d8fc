"""Which files of a configuration have a layout, and which kind each is."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Site
from smail_compiler.semantics.tree import Tree
from smail_compiler.semantics.variables import text_of
from smail_compiler.text.source import SourceFile

_VARIABLES = {
    "transport_file": "transports",
    "router_file": "routers",
    "director_file": "directors",
    "qualify_file": "qualify",
    "retry_file": "retry",
}


def kinds(site: Site) -> tuple[tuple[SourceFile, str], ...]:
    """Every file that was read, and the lists in reach, once, with its kind.

    Paths of the sources must still be those below the site's directory.
    """
    tree = Tree(site.directory, text_of(site.variables, "smail_lib_dir") or "/")
    named = dict(_named(site, tree))
    aliases = {id(data.source) for data in site.aliases.values()}
    found: dict[str, tuple[SourceFile, str]] = {}
    for source in site.sources:
        kind = "aliases" if id(source) in aliases else named.get(source.path, "config")
        found.setdefault(source.path, (source, kind))
    for file in (one for one in site.lists if one.source.data):
        found.setdefault(file.source.path, (file.source, "list"))
    return tuple(one for one in found.values() if not one[0].derived)


def _named(site: Site, tree: Tree) -> Iterator[tuple[str, str]]:
    """The paths that variables and routers name, with the kind that makes them."""
    methods = text_of(site.variables, "method_dir") or ""
    for router in site.routers:
        method = router.value("method", private=False)
        if isinstance(method, str) and (path := tree.locate(method, below=methods)):
            yield path, "methods"
    for variable, kind in _VARIABLES.items():
        name = text_of(site.variables, variable)
        if name is not None and (path := tree.locate(name)):
            yield path, kind
