"""What the rest of the compiler asks of this room: a source file in, nodes and findings out.

Nothing here raises for any bytes, and the time is linear in their number. Lark is imported with the first file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

import msgspec

from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.syntax.alias_columns import AliasEntries
from smail_compiler.syntax.dialect import declared
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.measuring import Kept
from smail_compiler.syntax.nodes import AliasNode, AttributeNode, EntryNode, RowNode, TargetNode
from smail_compiler.syntax.reading import read_entries
from smail_compiler.syntax.row_complaints import left_out
from smail_compiler.text.diagnostic import Diagnostic, in_order
from smail_compiler.text.source import SourceFile

NodeT = TypeVar("NodeT")

_READERS = ("retry", "qualify", "methods")


class Parsed(msgspec.Struct, Generic[NodeT], frozen=True):
    """The nodes of a file in its order, and everything that is wrong with its form, in order of place."""

    nodes: tuple[NodeT, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse_config(source: SourceFile, *, extended: bool | None = None) -> Parsed[AttributeNode]:
    """A config file: one setting an entry (reference semantics, section 3).

    `extended` tells whether `+=` and `=+` count; without it the file's own declaration does.
    """
    from smail_compiler.syntax.config_entry import read_variable

    own = declared(source) if extended is None else None
    read = partial(read_variable, extended=extended or (own is not None and own.word == EXTENDED))
    nodes: list[AttributeNode] = []
    found: list[Diagnostic] = []
    for settings, findings, _end in read_entries(source, read):
        nodes += settings
        found += findings
    return _parsed(nodes, found)


def parse_table(source: SourceFile) -> Parsed[EntryNode]:
    """A directors, routers or transports file (reference semantics, section 2)."""
    from smail_compiler.syntax.table_entry import read_entry

    nodes: list[EntryNode] = []
    found: list[Diagnostic] = []
    for entries, findings, _end in read_entries(source, read_entry):
        if nodes and _continues_above(findings):
            nodes[-1] = msgspec.structs.replace(nodes[-1], broken=True)
        nodes += entries
        found += findings
    return _parsed(nodes, found)


def parse_rows(source: SourceFile, reader: str) -> Parsed[RowNode]:
    """A `retry`, `qualify` or `methods` file (reference semantics, section 4).

    All good rows are given; what a bad row does to the file is for the reader to know. In the qualify file
    it is left out and the others count, so it is no error there.
    """
    from smail_compiler.syntax.table_row import read_row

    if reader not in _READERS:
        raise ValueError(f"no reader of rows is called {reader!r}")
    nodes: list[RowNode] = []
    found: list[Diagnostic] = []
    for rows, findings, _end in read_entries(source, read_row):
        nodes += rows
        found += map(left_out, findings) if reader == "qualify" else findings
    return _parsed(nodes, found)


def parse_aliases(source: SourceFile) -> Parsed[AliasNode]:
    """An lsearch database of aliases (reference semantics, sections 12 and 15)."""
    nodes, found = alias_entries(source)
    return Parsed(tuple(nodes), found)


def alias_entries(source: SourceFile, kept: Kept | None = None) -> tuple[AliasEntries, tuple[Diagnostic, ...]]:
    """As `parse_aliases`, for files of any length: entries become nodes when they are looked at."""
    from smail_compiler.syntax.alias_file import read_alias_file

    entries, found = read_alias_file(source, kept)
    return entries, tuple(in_order(found))


def parse_list(source: SourceFile) -> Parsed[TargetNode]:
    """A whole file that is a list of targets: forward files and lists (reference semantics, section 12)."""
    from smail_compiler.syntax.alias_entry import read_targets

    whole = Entry(source, source.latin1, 0, len(source.data), ((0, 0),))
    nodes, found = read_targets(whole, 0, len(source.data), source.data, wrapped=True)
    return _parsed(nodes, found)


def _parsed(nodes: Sequence[NodeT], found: Sequence[Diagnostic]) -> Parsed[NodeT]:
    """Findings go in order of place."""
    return Parsed(tuple(nodes), tuple(in_order(found)))


def _continues_above(found: list[Diagnostic]) -> bool:
    """Whether an entry's finding puts the entry above it in doubt."""
    return any(one.category == "missing-colon" for one in found)
