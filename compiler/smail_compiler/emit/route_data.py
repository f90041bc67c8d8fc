"""The databases of routers and look-ups as sections of the table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from smail_compiler.emit.index import Row
from smail_compiler.emit.routers import Held
from smail_compiler.emit.running import runs
from smail_compiler.ir.data_files import LookupData, RouteData
from smail_compiler.ir.program import Entry, Site
from smail_compiler.schema.attribute import Scalar
from smail_compiler.semantics.config import library
from smail_compiler.semantics.routes import file_of
from smail_compiler.semantics.tree import Tree
from smail_runtime.routing.data import lookup_section

PREFIX = "router:"
"""Begins the names of these sections; no director's name has a colon."""


def compiled_routes(site: Site) -> Mapping[str, RouteData]:
    """The databases that go into the table, by section.

    When routers of one name read different files, none of these is compiled: each is read when mail comes. So is one
    in which a quoted key is a pattern.
    """
    files: dict[str, set[tuple[str, Scalar, Scalar]]] = {}
    for one in site.routers:
        if file_of(one) is not None and runs(one):
            of = (one.driver, one.value("file", private=True), one.value("proto", private=True))
            files.setdefault(one.name, set()).add(of)
    single = (name for name in sorted(files) if len(files[name]) == 1 and name in site.routes)
    return {PREFIX + name: site.routes[name] for name in single if not _has_patterns(site.routes[name])}


def compiled_lookups(site: Site) -> Mapping[str, LookupData]:
    """The files of look-ups that go into the table, by section; one with a pattern for a key is read each time."""
    named = {lookup_section(one.proto, one.file): one for one in site.lookups if not _has_patterns(one)}
    return {name: named[name] for name in sorted(named)}


def _has_patterns(data: RouteData | LookupData) -> bool:
    return any(row.key.startswith(b'"') for row in data.rows)


def held(site: Site, router: Entry, compiled: Mapping[str, RouteData]) -> Held:
    """Where the data of a router is. Only a file below the target can be known to be missing."""
    name = file_of(router)
    if name is None:
        return Held()
    if PREFIX + router.name in compiled:
        return Held(PREFIX + router.name)
    below = Tree(site.directory, library(site.variables)).locate(name) is not None
    return Held(missing=below and router.name not in site.routes)


def route_rows(data: RouteData | LookupData) -> list[Row]:
    """Key, value and line of every entry of a database."""
    starts = data.source.line_starts
    return [(one.key, one.value, bisect_right(starts, one.start)) for one in data.rows]
