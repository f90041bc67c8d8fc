"""The files directors, routers and transports to entries in force."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from smail_compiler.ir.program import Entry
from smail_compiler.schema.attribute import FileKind
from smail_compiler.semantics.builtin import built_in_entries
from smail_compiler.semantics.config import Config
from smail_compiler.semantics.configured import open_configured
from smail_compiler.semantics.entries import entry_of
from smail_compiler.semantics.methods import with_methods
from smail_compiler.semantics.part import Part, gather
from smail_compiler.semantics.tree import State, Tree
from smail_compiler.syntax.nodes import EntryNode
from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_compiler.text.source import SourceFile

FILE_OF = {
    FileKind.DIRECTOR: "director_file",
    FileKind.ROUTER: "router_file",
    FileKind.TRANSPORT: "transport_file",
}
_MAY_HIDE_NAMES = frozenset({"SM101", "SM104", "SM105", "SM106"})


class Table(msgspec.Struct, frozen=True):
    """The entries in force, and whether all that the file holds is among them."""

    entries: tuple[Entry, ...]
    complete: bool = True


def table(tree: Tree, config: Config, kind: FileKind) -> Part[Table]:
    """The entries of one kind of file.

    Directors and routers of the file replace the built-in ones; transports of the file come before them.
    """
    opened = open_configured(tree, config.variables, FILE_OF[kind])
    built_in = built_in_entries(kind, config.dialect.edition)
    if opened is None:
        return Part(Table(built_in))
    if opened.state is not State.READ:
        return Part(Table(built_in, opened.state is State.MISSING), opened.found)
    read = _read(tree, config, kind, opened.source)
    if kind is not FileKind.TRANSPORT:
        return read
    merged = Table((*read.value.entries, *built_in), read.value.complete)
    return Part(merged, read.found, read.sources)


def _read(tree: Tree, config: Config, kind: FileKind, source: SourceFile) -> Part[Table]:
    """The entries of the file itself, with the method files of routers."""
    from smail_compiler.syntax.parse import parse_table

    parsed = parse_table(source)
    entries = gather(entry_of(kind, node, config.dialect) for node in parsed.nodes)
    joined = gather(with_methods(tree, config.variables, entry) for entry in entries.value)
    return Part(
        Table(joined.value, _complete(parsed.nodes, parsed.diagnostics)),
        (*parsed.diagnostics, *entries.found, *joined.found),
        (source, *joined.sources),
    )


def _complete(nodes: Iterable[EntryNode], found: Iterable[Diagnostic]) -> bool:
    """Whether no error can have swallowed the name of an entry."""
    places = [(node.at.start, node.at.end) for node in nodes]
    return not any(
        one.kind.code in _MAY_HIDE_NAMES or not any(start <= one.at.start <= end for start, end in places)
        for one in found
        if one.severity is Severity.ERROR
    )
