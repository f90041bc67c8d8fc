"""Files that `${lookup...}` searches under a name that is known beforehand: read, and kept for the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smail_compiler.ir.data_files import LookupData
from smail_compiler.ir.program import Setting
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.routes import READ, found_rows, opened_as
from smail_compiler.semantics.tree import Opened, State, Tree
from smail_compiler.syntax.expression import Lookup
from smail_compiler.syntax.walking import nodes_of
from smail_compiler.text.source import SourceFile


def lookup_data(tree: Tree, settings: Iterable[Setting]) -> Part[tuple[LookupData, ...]]:
    """The data of every text file below the directory that a template searches; each file is read once.

    A file that is not there is left for the time when mail comes: the look-up then takes its other branch.
    """
    files: dict[tuple[str, bool], Opened] = {}
    data: dict[tuple[str, str], LookupData] = {}
    for proto, name in _searched(settings):
        which = (name, proto == "dbm")
        opened = files[which] = files.get(which) or opened_as(proto, tree, name)
        if opened.state is State.READ and (proto, name) not in data:
            data[proto, name] = _read(proto, name, opened.source)
    said = tuple(one for opened in files.values() if opened.state is not State.MISSING for one in opened.found)
    sources = tuple(one.source for one in files.values() if one.state is State.READ)
    return Part(tuple(data.values()), said, sources)


def _searched(settings: Iterable[Setting]) -> Iterator[tuple[str, str]]:
    """Protocol and constant name of each text file that look-ups search."""
    for setting in settings:
        for lookup in nodes_of(Lookup, *setting.trees):
            if lookup.proto in READ and lookup.file.constant:
                yield lookup.proto, lookup.file.constant


def _read(proto: str, name: str, source: SourceFile) -> LookupData:
    return LookupData(proto, name, source, found_rows(proto, source))
