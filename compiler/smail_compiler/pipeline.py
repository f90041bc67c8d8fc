"""The compiler on one page: a directory of text becomes a typed program, and that a routing table.

`load` reads the files in Smail's order: config, second config, transports, routers with their method files,
directors with their alias and list files, the databases of routers, qualify, retry. Each step gives a value, findings
and the files it read; nothing a user writes stops it. What `emit` makes of the program is in `smail_compiler.emit`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from smail_compiler.ir.dialect import Dialect
from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.schema.attribute import FileKind
from smail_compiler.schema.dialects import BASE
from smail_compiler.semantics.account_files import missing_account_files
from smail_compiler.semantics.aliases import alias_data, searched
from smail_compiler.semantics.config import config, library
from smail_compiler.semantics.dialects import chosen, settled
from smail_compiler.semantics.disk import Disk
from smail_compiler.semantics.forwarded import forwarded
from smail_compiler.semantics.lists import list_files
from smail_compiler.semantics.lookups import lookup_data
from smail_compiler.semantics.references import undefined_transports
from smail_compiler.semantics.routes import route_data
from smail_compiler.semantics.smalltables import qualify, retry
from smail_compiler.semantics.tables import Table, table
from smail_compiler.semantics.target import UnreadableError, place
from smail_compiler.semantics.tree import Tree
from smail_compiler.text.diagnostic import Diagnostic, in_order
from smail_compiler.text.keeper import Keeper


class Loaded(msgspec.Struct, frozen=True):
    """What a configuration gives: the program as far as it was understood, and everything that is wrong with it."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]


__all__ = ["Loaded", "UnreadableError", "load"]

_NOTHING: Mapping[str, bytes] = MappingProxyType({})


def load(
    target: Path,
    dialect: str | None = None,
    given: Mapping[str, bytes] = _NOTHING,
    disk: Disk | None = None,
    keeper: Keeper | None = None,
) -> Loaded:
    """Read and type the configuration at `target`, a directory or a `config` file.

    The directory stands for smail_lib_dir. `dialect` is a name of `smail_compiler.schema.dialects` that overrides
    what the files declare. `given` are texts to read in the place of files, by the real paths of these, such as
    changes that are not written yet. `disk` keeps note of what is read, and `keeper` has what earlier runs found
    out about long files. Raises UnreadableError when the target is neither, or may not be read.
    """
    directory, name = place(target)
    tree = Tree(directory, directory, given, disk or Disk(), keeper)
    loaded = _load(tree, name, None if dialect is None else chosen(dialect))
    found = loaded.site.dialect
    if found.settled or found.edition == BASE:
        return loaded
    return _load(tree, name, msgspec.structs.replace(found, settled=True))


def _load(tree: Tree, name: str, asked: Dialect | None) -> Loaded:
    """Read and type the config file `name` of a directory and all that it leads to.

    What the settings tell of the dialect is known at the end only, when the defaults of another have been taken.
    """
    configured = config(tree.directory, name, asked, tree.given, tree.disk)
    variables = configured.value.variables
    tree = msgspec.structs.replace(tree, library=library(variables))
    transports = table(tree, configured.value, FileKind.TRANSPORT)
    routers = table(tree, configured.value, FileKind.ROUTER)
    directors = table(tree, configured.value, FileKind.DIRECTOR)
    aliases = alias_data(tree, directors.value.entries)
    lists = list_files(tree, directors.value.entries, aliases.value.values())
    routes = route_data(tree, routers.value.entries)
    entries = (*directors.value.entries, *routers.value.entries, *transports.value.entries)
    lookups = lookup_data(tree, _settings(variables, entries))
    qualified = qualify(tree, variables)
    retried = retry(tree, variables)
    steps = (configured, transports, routers, directors, aliases, lists, routes, lookups, qualified, retried)
    site = Site(
        directory=tree.directory,
        variables=variables,
        directors=directors.value.entries,
        routers=routers.value.entries,
        transports=transports.value.entries,
        retry=retried.value,
        aliases=aliases.value,
        sources=tuple(source for step in steps for source in step.sources),
        qualify=qualified.value,
        lists=lists.value,
        searched=searched(tree, directors.value.entries),
        routes=routes.value,
        lookups=lookups.value,
        written=configured.value.written,
        incomplete=_incomplete(directors=directors.value, routers=routers.value, transports=transports.value),
    )
    known, foreign = settled(site, configured.value.dialect)
    found = [*(one for step in steps for one in step.found), *forwarded(tree, directors.value.entries)]
    missing = missing_account_files(tree, directors.value.entries)
    everything = in_order([*found, *foreign, *undefined_transports(site), *missing])
    return Loaded(msgspec.structs.replace(site, dialect=known), tuple(everything))


def _settings(variables: Mapping[str, Setting], entries: Iterable[Entry]) -> Iterator[Setting]:
    """All settings of a site: the variables, then those of its entries."""
    yield from variables.values()
    for entry in entries:
        yield from entry.settings


def _incomplete(**tables: Table) -> frozenset[str]:
    """The tables of which some entry may be unknown."""
    return frozenset(name for name, one in tables.items() if not one.complete)
