"""Files that `${lookup...}` searches under a name that is known beforehand: read, and kept for the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smail_compiler.ir.program import LookupData, Setting
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.routes import READ, found_rows, opened_as
from smail_compiler.semantics.tree import Opened, State, Tree
from smail_compiler.syntax.expression import Literal, Lookup, Text
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
    from smail_compiler.syntax.walking import nodes

    for setting in settings:
        trees = (*setting.items, *([setting.template] if setting.template is not None else []))
        for node in (one for tree in trees for one in nodes(tree)):
            name = constant(node.file) if isinstance(node, Lookup) and node.proto in READ else None
            if isinstance(node, Lookup) and name:
                yield node.proto, name


def constant(text: Text) -> str | None:
    """The whole text when nothing in it is expanded."""
    literals = [one.text for one in text.parts if isinstance(one, Literal)]
    return "".join(literals) if len(literals) == len(text.parts) else None


def _read(proto: str, name: str, source: SourceFile) -> LookupData:
    return LookupData(proto, name, source, found_rows(proto, source))
