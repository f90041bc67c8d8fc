"""From the typed program to the program of the table."""

from __future__ import annotations

from collections.abc import Mapping

from smail_compiler.emit.directors import Database, lower_director
from smail_compiler.emit.files import FileNumbers
from smail_compiler.emit.route_data import compiled_routes, held
from smail_compiler.emit.routers import lower_router
from smail_compiler.emit.running import runs
from smail_compiler.emit.transports import lower_transport
from smail_compiler.emit.variables import lower_variables
from smail_compiler.ir.program import AliasData, Entry, RetryRule, Site
from smail_compiler.schema.attribute import Scalar
from smail_compiler.semantics.aliases import COMPILED
from smail_compiler.semantics.config import library
from smail_compiler.semantics.tree import Tree
from smail_runtime.table.program import Program, Qualify, Retry


def lower(site: Site) -> Program:
    """The program as the daemon runs it. Any site can be lowered: what is not understood or not run never matches."""
    files = FileNumbers(site.sources)
    compiled, routes = compiled_data(site), compiled_routes(site)
    return Program(
        variables=lower_variables(site),
        directors=tuple(lower_director(one, files, _database(site, one, compiled)) for one in site.directors),
        routers=tuple(lower_router(one, files, held(site, one, routes)) for one in site.routers),
        transports=tuple(lower_transport(one, files) for one in site.transports),
        retry=tuple(_retry(one, files) for one in site.retry),
        qualify=tuple(Qualify(one.host, one.domain) for one in site.qualify),
    )


def _retry(rule: RetryRule, files: FileNumbers) -> Retry:
    """A row of the retry file."""
    place = files.place(rule.at)
    times = rule.interval, rule.duration
    return Retry(rule.plain, *times, place, first=rule.first, limit=rule.limit, patterns=rule.patterns)


def compiled_data(site: Site) -> Mapping[str, AliasData]:
    """The databases that go into the table, by section.

    A section has the name of its director. When directors of one name read different files, none of these is
    compiled: each is read when mail comes.
    """
    files: dict[str, set[tuple[Scalar, Scalar]]] = {}
    for one in site.directors:
        if one.driver == "aliasfile" and runs(one):
            of = (one.value("file", private=True), one.value("proto", private=True))
            files.setdefault(one.name, set()).add(of)
    return {name: site.aliases[name] for name in sorted(files) if len(files[name]) == 1 and name in site.aliases}


def _database(site: Site, director: Entry, compiled: Mapping[str, AliasData]) -> Database:
    """Where the data of an aliasfile director is. Only a file below the target can be known to be missing."""
    if director.name in compiled:
        return Database.COMPILED
    file = director.value("file", private=True)
    read = director.value("proto", private=True) in COMPILED and director.name not in site.aliases
    if read and isinstance(file, str) and Tree(site.directory, library(site.variables)).locate(file) is not None:
        return Database.MISSING
    return Database.FILE
