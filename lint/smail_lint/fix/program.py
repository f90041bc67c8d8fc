"""The program without its places: what two configurations do differently, whoever wrote it where.

What is effective counts: an attribute that is written out with its default is the same as one that is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from smail_compiler.ir.data_files import ListFile, RouteData
from smail_compiler.ir.program import AliasData, Entry, Setting, Site
from smail_compiler.schema.attribute import Scalar
from smail_compiler.syntax.nodes import TargetNode

T = TypeVar("T")


class Part(msgspec.Struct, frozen=True, order=True):
    """A part of a program: a table, an entry in it, and one of its settings; empty where there is no such thing.

    `private` tells that the setting is one of the driver.
    """

    table: str
    entry: str = ""
    setting: str = ""
    private: bool = False


def differences(before: Site, after: Site) -> frozenset[Part]:
    """The parts that are not the same in two programs."""
    first, second = dict(_parts(before)), dict(_parts(after))
    found = {part for part in {*first, *second} if first.get(part) != second.get(part)}
    found |= {Part("aliases", name) for name in _unequal(before.aliases, after.aliases, _same_aliases)}
    found |= {Part("routes", name) for name in _unequal(before.routes, after.routes, _same_rows)}
    return frozenset(found | {Part("lists", name) for name in _other_lists(before.lists, after.lists)})


def tables(site: Site) -> Mapping[str, Sequence[Entry]]:
    """The entries of a site by the names that parts give their tables."""
    return {"directors": site.directors, "routers": site.routers, "transports": site.transports}


def _parts(site: Site) -> Iterator[tuple[Part, object]]:
    for name, setting in site.variables.items():
        yield Part("config", "", name), setting.value
    for table, entries in tables(site).items():
        yield Part(table), tuple(entry.name for entry in entries)
        for name, entry in labelled(entries):
            yield from _of_entry(table, name, entry)
    yield Part("retry"), tuple((r.domains, r.interval, r.duration, r.first, r.limit) for r in site.retry)
    yield Part("qualify"), tuple((rule.host, rule.domain) for rule in site.qualify)
    yield Part("incomplete"), site.incomplete
    yield Part("dialect"), site.dialect.name


def labelled(entries: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """Entries with names to tell them apart: those behind the first of a name are numbered."""
    seen: Counter[str] = Counter()
    for entry in entries:
        seen[entry.name] += 1
        yield entry.name if seen[entry.name] == 1 else f"{entry.name} {seen[entry.name]}", entry


def _of_entry(table: str, label: str, entry: Entry) -> Iterator[tuple[Part, object]]:
    methods = tuple((rule.host, rule.low, rule.high, rule.transport) for rule in entry.methods)
    yield Part(table, label), (entry.known, methods)
    yield Part(table, label, "driver"), entry.driver
    for private, settings in ((False, entry.generic), (True, entry.private)):
        names = {setting.name for setting in settings} | {name for half, name in entry.defaults if half is private}
        for name in names - {"driver"}:
            yield Part(table, label, name, private), _effective(entry, settings, name, private=private)


def _effective(entry: Entry, settings: Sequence[Setting], name: str, *, private: bool) -> tuple[Scalar, ...]:
    """All values of a setting, for headers may be given more than once; the default if there is none."""
    written = tuple(setting.value for setting in settings if setting.name == name)
    return written or (entry.defaults.get((private, name)),)


def _unequal(before: Mapping[str, T], after: Mapping[str, T], same: Callable[[T, T], bool]) -> Iterator[str]:
    """The names under which two programs do not hold the same."""
    for name in {*before, *after}:
        if name not in before or name not in after or not same(before[name], after[name]):
            yield name


def _same_aliases(before: AliasData, after: AliasData) -> bool:
    if before.source.data == after.source.data:
        return True
    return _found(before) == _found(after)


def _found(data: AliasData) -> object:
    """What look-ups find: for each key its first entry; in their order where some keys are patterns."""
    entries = [(one.key, _said(one.targets)) for one in data.entries]
    return entries if data.patterns else dict(reversed(entries))


def _same_rows(before: RouteData, after: RouteData) -> bool:
    """Whether every look-up finds the same: of names the first of each counts, among patterns the order does too."""
    first, second = _answers(before), _answers(after)
    return first == second and (list(first) == list(second) or not any(key.startswith(b'"') for key in first))


def _answers(data: RouteData) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for row in data.rows:
        found.setdefault(row.key.lower(), row.value)
    return found


def _other_lists(before: Sequence[ListFile], after: Sequence[ListFile]) -> Iterator[str]:
    """The list files whose members differ; one that stands twice gets mail once."""
    first, second = (
        {file.path: list(dict.fromkeys(_said(file.targets))) for file in files} for files in (before, after)
    )
    return (path for path in {*first, *second} if first.get(path) != second.get(path))


def _said(targets: Sequence[TargetNode]) -> list[tuple[str, str, str]]:
    """Targets without their places; an address that stands twice, case left aside, gets mail once."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for number, one in enumerate(targets):
        repeatable = one.kind == "address"
        found.setdefault(
            (one.kind, one.text.lower() if repeatable else str(number)), (one.kind, one.text, one.target)
        )
    return list(found.values())
