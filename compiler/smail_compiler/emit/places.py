"""The source map: where every entry and every setting stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smail_compiler.emit.files import FileNumbers
from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.text.source import Span
from smail_runtime.table.program import SourcePlace
from smail_runtime.table.records import SourceMap


def source_map(site: Site, files: FileNumbers) -> SourceMap:
    """All places, in the order variables, directors, routers, transports, retry rows; built-in parts have none."""
    return SourceMap(files.paths, tuple(_places(site, files)))


def _places(site: Site, files: FileNumbers) -> Iterator[SourcePlace]:
    variables = (site.variables[name] for name in sorted(site.variables))
    yield from _settings("config", "", variables, files)
    for entry in site.entries:
        yield from _entry(entry, files)
    for rule in site.retry:
        if rule.at is not None:
            yield _place("retry", ":".join(rule.domains), "", rule.at, files)


def _entry(entry: Entry, files: FileNumbers) -> Iterator[SourcePlace]:
    if entry.at is not None:
        yield _place(entry.kind.value, entry.name, "", entry.at, files)
        yield from _settings(entry.kind.value, entry.name, entry.settings, files)


def _settings(kind: str, entry: str, settings: Iterable[Setting], files: FileNumbers) -> Iterator[SourcePlace]:
    for one in settings:
        if one.at is not None:
            yield _place(kind, entry, one.name, one.at, files)


def _place(kind: str, entry: str, attribute: str, at: Span, files: FileNumbers) -> SourcePlace:
    line, column = at.begin
    return SourcePlace(kind, entry, attribute, files.number(at.source), line, column)
