"""Alias databases of aliasfile directors that are text below the directory: read, parsed, kept for the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smail_compiler.ir.program import AliasData, AliasPattern, Entry
from smail_compiler.schema.attribute import Scalar
from smail_compiler.semantics import kinds
from smail_compiler.semantics.alias_patterns import alias_patterns
from smail_compiler.semantics.databases import open_dbm
from smail_compiler.semantics.near import nearest
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.tree import Opened, State, Tree
from smail_compiler.syntax.alias_columns import AliasEntries
from smail_compiler.syntax.measuring import Kept
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile

_FILES = frozenset({"lsearch", "bsearch", "dbm"})
COMPILED = frozenset({"lsearch", "dbm"})
"""Protocols of databases that go into the table; others are searched when mail comes."""

Keys = tuple[AliasEntries, tuple[AliasPattern, ...]]
Read = Part[Keys]


def alias_data(tree: Tree, directors: Iterable[Entry]) -> Part[Mapping[str, AliasData]]:
    """The data of every aliasfile director that goes into the table, by the director's name; each file read once."""
    files: dict[tuple[str, bool], tuple[Opened, Read]] = {}
    data: dict[str, AliasData] = {}
    found: list[Diagnostic] = []
    for director in sorted(directors, key=_compiled_first):
        name = _file_of(director)
        if name is None:
            continue
        which = (name, _protocol(director) == "dbm")
        opened, read = files[which] = files.get(which) or _load(tree, name, director)
        found += _missing(tree, director, opened)
        if opened.state is State.READ and _protocol(director) in COMPILED:
            data.setdefault(director.name, AliasData(director.name, opened.source, *read.value))
    sources = _unique(source for _, read in files.values() for source in read.sources)
    said = [one for opened, read in files.values() for one in (*opened.found, *read.found)]
    return Part(data, (*found, *said), sources)


def searched(tree: Tree, directors: Iterable[Entry]) -> Mapping[str, SourceFile]:
    """The texts of the files that aliasfile directors search when mail comes, or that such databases are made of."""
    found: dict[str, SourceFile] = {}
    for director in directors:
        name = director.value("file", private=True)
        ours = director.driver == "aliasfile" and director.known and isinstance(name, str)
        if ours and _protocol(director) != "lsearch" and director.name not in found:
            opened = tree.open(str(name))
            if opened.state is State.READ and not opened.source.data.count(b"\0"):
                found[director.name] = opened.source
    return found


def _compiled_first(director: Entry) -> bool:
    """A file that one director compiles and another searches is parsed, whichever comes first."""
    return _protocol(director) not in COMPILED


def _protocol(director: Entry) -> Scalar:
    return director.value("proto", private=True)


def _file_of(director: Entry) -> str | None:
    """The database of a director, when it is one that is read here."""
    name = director.value("file", private=True)
    ours = director.driver == "aliasfile" and director.known
    return name if ours and isinstance(name, str) and _protocol(director) in _FILES else None


def _load(tree: Tree, name: str, director: Entry) -> tuple[Opened, Read]:
    """The file, parsed when it is of the sort that goes into the table."""
    opened = open_dbm(tree, name) if _protocol(director) == "dbm" else tree.open(name)
    if opened.state is not State.READ or _protocol(director) not in COMPILED:
        return opened, Part((AliasEntries.of(opened.source, ()), ()))
    from smail_compiler.syntax.parse import alias_entries

    kept = Kept(tree.keeper, f"aliases {tree.real(opened.source.path)}") if tree.keeper is not None else None
    entries, said = alias_entries(opened.source, kept)
    patterns = alias_patterns(entries.odd.values())
    return opened, Part((entries, patterns.value), (*said, *patterns.found), (opened.source,))


def _missing(tree: Tree, director: Entry, opened: Opened) -> list[Diagnostic]:
    """What is said of a database that should be there and is not."""
    file = director.setting("file", private=True)
    at = None if file is None else file.place
    if opened.state is not State.MISSING or at is None or director.value("optional", private=True):
        return []
    path = opened.source.path
    near = nearest(path, tree.beside(path))
    return [
        Diagnostic(
            kinds.MISSING_FILE,
            f"the alias file `{path}` is missing, so every name this director is asked for is deferred",
            at,
            help=f"did you mean `{near}`?" if near else f"create `{path}`, or mark the director `optional`",
        )
    ]


def _unique(sources: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    """Each source once, in order."""
    return tuple({id(source): source for source in sources}.values())
