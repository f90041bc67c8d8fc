"""What the rest of the compiler asks of this room: a source file in, nodes and findings out.

Nothing here raises for any bytes, and the time is linear in their number. Lark is imported with the first file.
"""

from __future__ import annotations

import itertools
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

import msgspec

from smail_compiler.syntax.entries import Entry, join, split_entries
from smail_compiler.syntax.nodes import AliasNode, AttributeNode, EntryNode, RowNode, TargetNode
from smail_compiler.text.diagnostic import Diagnostic, has_errors, in_order
from smail_compiler.text.source import SourceFile

NodeT = TypeVar("NodeT")
Read = tuple[list[NodeT], list[Diagnostic]]

_READERS = ("retry", "qualify", "methods")
_LONGEST_CUT = 8
_CUT = ("unexpected-end", "unterminated-quote")
_ENTRY_HEAD = re.compile(r"[^ \t\n:\"=]++[ \t]*+:[ \t\n]")


class Parsed(msgspec.Struct, Generic[NodeT], frozen=True):
    """The nodes of a file in its order, and everything that is wrong with its form, in order of place."""

    nodes: tuple[NodeT, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse_config(source: SourceFile) -> Parsed[AttributeNode]:
    """A config file: one setting an entry (reference semantics, section 3)."""
    from smail_compiler.syntax.config_entry import read_variable

    nodes, found = [], []
    for one in _read(source, read_variable):
        nodes += one[0]
        found += one[1]
    return _parsed(nodes, found)


def parse_table(source: SourceFile) -> Parsed[EntryNode]:
    """A directors, routers or transports file (reference semantics, section 2)."""
    from smail_compiler.syntax.table_entry import read_entry

    nodes: list[EntryNode] = []
    found: list[Diagnostic] = []
    for entries, findings in _read(source, read_entry):
        if nodes and _continues_above(findings):
            nodes[-1] = msgspec.structs.replace(nodes[-1], broken=True)
        nodes += entries
        found += findings
    return _parsed(nodes, found)


def parse_rows(source: SourceFile, reader: str) -> Parsed[RowNode]:
    """A `retry`, `qualify` or `methods` file (reference semantics, section 4).

    All good rows are given; what a bad row does to the file is for the reader to know.
    """
    from smail_compiler.syntax.table_row import read_row

    if reader not in _READERS:
        raise ValueError(f"no reader of rows is called {reader!r}")
    nodes, found = [], []
    for rows, findings in _read(source, read_row):
        nodes += rows
        found += findings
    return _parsed(nodes, found)


def parse_aliases(source: SourceFile) -> Parsed[AliasNode]:
    """An lsearch database of aliases (reference semantics, sections 12 and 15)."""
    from smail_compiler.syntax.alias_entry import read_alias

    nodes: list[AliasNode] = []
    found: list[Diagnostic] = []
    for aliases, findings in _read(source, read_alias, heads=True):
        nodes += aliases
        found += findings
    return _parsed(nodes, found)


def parse_list(source: SourceFile) -> Parsed[TargetNode]:
    """A whole file that is a list of targets: forward files and lists (reference semantics, section 12)."""
    from smail_compiler.syntax.alias_entry import read_targets

    whole = Entry(source, source.latin1, 0, len(source.data), ((0, 0),))
    nodes, found = read_targets(whole, 0, len(source.data), source.data, wrapped=True)
    return _parsed(nodes, found)


def _parsed(nodes: Sequence[NodeT], found: Sequence[Diagnostic]) -> Parsed[NodeT]:
    """Findings go in order of place."""
    return Parsed(tuple(nodes), tuple(in_order(found)))


def _read(source: SourceFile, read: Callable[[Entry], Read[NodeT]], *, heads: bool = False) -> Iterator[Read[NodeT]]:
    """Each entry read on its own, except that a quoted value cut by column 1 is read together with its rest.

    `heads` tells that a line like `name: ` always begins an entry, since quotes and words may touch in such a file.
    """
    entries = split_entries(source)
    ahead: deque[Entry] = deque()
    while (entry := ahead.popleft() if ahead else next(entries, None)) is not None:
        nodes, found = _read_one(entry, read)
        cut = next((one for one in found if one.category in _CUT), None) if found else None
        if cut is not None:
            ahead.extend(itertools.islice(entries, max(0, _LONGEST_CUT - len(ahead))))
            rest = tuple(itertools.takewhile(lambda one: not (heads and _ENTRY_HEAD.match(one.text)), ahead))
            mended, taken = _mended(entry, rest, read, cut)
            nodes, found = mended or (nodes, found)
            for _ in range(taken):
                ahead.popleft()
        yield nodes, found


def _read_one(entry: Entry, read: Callable[[Entry], Read[NodeT]]) -> Read[NodeT]:
    """One entry, which ends at a NUL byte if there is one."""
    nul = entry.text.find("\0")
    if nul < 0:
        return read(entry)
    from smail_compiler.syntax.complaints import nul_character

    nodes, found = read(msgspec.structs.replace(entry, text=entry.text[:nul])) if nul else ([], [])
    return nodes, [nul_character(entry, nul), *found]


def _mended(
    entry: Entry, ahead: Sequence[Entry], read: Callable[[Entry], Read[NodeT]], cut: Diagnostic
) -> tuple[Read[NodeT] | None, int]:
    """An unterminated string again, together with the entries that follow at once: sound if column 1 cut it.

    Gives the reading of the whole, None when it is no better, and how many entries it took.
    """
    from smail_compiler.syntax.complaints import cut_string

    whole = entry
    for taken, rest in enumerate(ahead, 1):
        if rest.start != whole.end:
            break
        whole = join(whole, rest)
        nodes, found = _read_one(whole, read)
        if not has_errors(found):
            opening = cut.labels[0].at if cut.labels else cut.at
            return (nodes, [cut_string(ahead[0], opening)]), taken
    return None, 0


def _continues_above(found: list[Diagnostic]) -> bool:
    """Whether an entry's finding puts the entry above it in doubt."""
    return any(one.category == "missing-colon" for one in found)
