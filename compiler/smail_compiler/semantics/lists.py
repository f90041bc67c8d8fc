"""List files that lie in the directory: those that `:include:` names, and those of forwardfile directors.

The daemon reads them when mail comes. Here they are read only to say beforehand what would go wrong then. A name that
is not constant, or that leads out of the directory, is left alone: nobody can tell what is there.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from smail_compiler.ir.data_files import ListFile
from smail_compiler.ir.program import AliasData, Entry
from smail_compiler.semantics import kinds
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.tree import State, Tree
from smail_compiler.syntax.expression import Literal, Text, Variable
from smail_compiler.syntax.measuring import LONG
from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile, bytes_of

LARGEST_LIST = 16 << 20
"""Bytes of the longest list that the daemon reads."""

_INCLUDE = re.compile(rb":include:(?:(?P<name>/[A-Za-z0-9_/.-]++)(?=[ \t]*[,\n]))?", re.IGNORECASE)

Named = tuple[str, TargetNode | None]
"""The path of a list, and the include that names it."""


class Members(Sequence[TargetNode]):
    """The targets of a list without includes and without faults, read when somebody looks at them."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source

    @cached_property
    def _targets(self) -> tuple[TargetNode, ...]:
        from smail_compiler.syntax.parse import parse_list

        return parse_list(self._source).nodes

    def __len__(self) -> int:
        return len(self._targets)

    def __iter__(self) -> Iterator[TargetNode]:
        return iter(self._targets)

    @overload
    def __getitem__(self, number: int) -> TargetNode: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[TargetNode, ...]: ...
    def __getitem__(self, number: int | slice) -> TargetNode | tuple[TargetNode, ...]:
        return self._targets[number]


def list_files(tree: Tree, directors: Iterable[Entry], aliases: Iterable[AliasData]) -> Part[tuple[ListFile, ...]]:
    """Every list file in reach, in the order in which they were found, and what is wrong with them."""
    named = [one for data in aliases for one in _of_aliases(data)]
    lists: dict[str, ListFile] = {}
    includes: dict[str, list[Named]] = {}
    found: list[Diagnostic] = []
    waiting = deque[Named]((path, None) for path in _of_directors(tree, directors))
    waiting += _placed(tree, named)
    while waiting:
        path, target = waiting.popleft()
        if path in lists:
            continue
        part = _read(tree, path, target)
        found += part.found
        lists[path] = part.value
        includes[path] = [] if isinstance(part.value.targets, Members) else _placed(tree, part.value.targets)
        waiting += includes[path]
    return Part(tuple(lists.values()), (*found, *_loops(includes)))


def _of_aliases(data: AliasData) -> Iterator[TargetNode]:
    """The includes of an alias file, each name at least once."""
    told: set[bytes] = set()
    last: AliasNode | None = None
    for found in _INCLUDE.finditer(data.source.data):
        entry = None if found["name"] in told else data.entries.at(found.start())
        if entry is None or entry == last:
            continue
        last = entry
        for target in entry.targets:
            if target.kind == "include":
                told.add(bytes_of(target.target))
                yield target


def _placed(tree: Tree, targets: Iterable[TargetNode]) -> list[Named]:
    """The paths of those includes whose names are constant and lead to the directory."""
    constant = [one for one in targets if one.kind == "include" and "$" not in one.target and one.target[:1] != "~"]
    places = ((tree.locate(one.target), one) for one in constant)
    return [(path, one) for path, one in places if path is not None]


def _of_directors(tree: Tree, directors: Iterable[Entry]) -> Iterator[str]:
    """The files that a forwardfile director can lead to, when they have a folder to themselves."""
    for director in directors:
        file = director.setting("file", private=True)
        ours = director.driver == "forwardfile" and director.known and not director.value("forwardto", private=True)
        if ours and file is not None and isinstance(file.template, Text):
            yield from in_folder(tree, file.template)


def in_folder(tree: Tree, name: Text) -> Iterator[str]:
    """The files that fit `folder/before${variable}behind`, by their paths below the directory, in order of names."""
    match name.parts:
        case (Literal(before), Variable()):
            behind = ""
        case (Literal(before), Variable(), Literal(behind)):
            pass
        case _:
            return
    folder, slash, prefix = before.rpartition("/")
    path = tree.locate(folder) if slash and "/" not in behind else None
    if path is None:
        return
    for one in (name for name, is_folder in tree.names(path) if not is_folder):
        if one.startswith(prefix) and one.endswith(behind) and one[:1] != "." and len(one) > len(prefix + behind):
            yield f"{path}/{one}"


def _read(tree: Tree, path: str, named: TargetNode | None) -> Part[ListFile]:
    """One list; `named` is the include that led there."""
    opened = tree.read(path, limit=LARGEST_LIST)
    if opened.state is State.READ:
        return _parsed(tree, path, opened.source)
    missing = (_missing(path, named),) if opened.state is State.MISSING and named is not None else ()
    return Part(ListFile(path, SourceFile(path, b""), ()), (*opened.found, *missing))


def _parsed(tree: Tree, path: str, source: SourceFile) -> Part[ListFile]:
    """A list that is there. Of a long one that was found to be members and nothing else no more is read for now."""
    from smail_compiler.syntax.parse import parse_list

    name = f"list {tree.real(path)}"
    keeper = tree.keeper if len(source.data) >= LONG else None
    if keeper is not None and keeper.get(name) == source.digest:
        return Part(ListFile(path, source, Members(source)))
    parsed = parse_list(source)
    if keeper is not None and not parsed.diagnostics and not any(one.kind == "include" for one in parsed.nodes):
        keeper.put(name, source.digest)
    return Part(ListFile(path, source, parsed.nodes), parsed.diagnostics)


def _missing(path: str, named: TargetNode) -> Diagnostic:
    """An include of a file that is not there."""
    return Diagnostic(
        kinds.INCLUDE_MISSING,
        f"the list file `{path}` is missing, so the mail that it is to receive waits",
        named.at,
        help=f"create `{path}`, or correct the name",
    )


def _loops(lists: Mapping[str, list[Named]]) -> Iterator[Diagnostic]:
    """Includes that lead back to a list on the way to them; each way round is told once."""
    done: set[str] = set()
    for start in lists:
        way: dict[str, None] = {}
        waiting = [_first(start)] if start not in done else []
        while waiting:
            path, target = next(waiting[-1], ("", None))
            if not path:
                waiting.pop()
                if way:
                    done.add(way.popitem()[0])
            elif path in way and target is not None:
                names = list(way)
                yield _loop([*names[names.index(path) :], path], target)
            elif path not in done:
                way[path] = None
                waiting.append(iter(lists[path]))


def _first(path: str) -> Iterator[Named]:
    """Where a walk begins."""
    yield path, None


def _loop(way: list[str], target: TargetNode) -> Diagnostic:
    """The include that closes a circle."""
    circle = " -> ".join(f"`{one}`" for one in way)
    return Diagnostic(
        kinds.INCLUDE_LOOP,
        f"this include leads back to a list that led here: {circle}",
        target.at,
        help="remove one of the includes; every member is reached without it",
    )
