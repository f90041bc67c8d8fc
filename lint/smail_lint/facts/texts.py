"""The files of a site as texts: lines, comments, and where a value stands, in which nothing is layout."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.syntax.nodes import AttributeNode
from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_compiler.text.source import SourceFile, Span

_COMMENT = re.compile(rb"#[^\n]*")


class TextFile(msgspec.Struct, frozen=True):
    """A file that people write, and the places of its values, in order."""

    source: SourceFile
    values: tuple[tuple[int, int], ...]

    def inside(self, offset: int) -> bool:
        """Whether the byte at `offset` belongs to a value."""
        at = bisect_right(self.values, (offset, len(self.source.data) + 1)) - 1
        return at >= 0 and offset < self.values[at][1]

    def comments(self) -> Iterator[Span]:
        """The comments, without their line ends."""
        at, data = 0, self.source.data
        while (found := _COMMENT.search(data, at)) is not None:
            if self.inside(found.start()):
                at = found.start() + 1
                continue
            yield self.source.span(*found.span())
            at = found.end()

    def lines(self) -> Iterator[Span]:
        """The lines, without their line ends."""
        starts, end = self.source.line_starts, len(self.source.data)
        for number, start in enumerate(starts, 1):
            last = number == len(starts)
            stop = end - self.source.data.endswith(b"\n") if last else starts[number] - 1
            yield self.source.span(start, max(start, stop))


def texts(site: Site, diagnostics: Iterable[Diagnostic]) -> tuple[TextFile, ...]:
    """The config files, tables and small tables without errors of form, so that every value has its place."""
    data = {id(one) for one in data_files(site)}
    bad = {id(one.at.source) for one in diagnostics if one.kind.code < "SM2" and one.severity is Severity.ERROR}
    places: dict[int, list[tuple[int, int]]] = {}
    for node in _nodes(site):
        if node.value_at is not None:
            places.setdefault(id(node.at.source), []).append((node.value_at.start, node.value_at.end))
    return tuple(
        TextFile(one, tuple(sorted(places.get(id(one), ())))) for one in site.sources if id(one) not in data | bad
    )


def data_files(site: Site) -> tuple[SourceFile, ...]:
    """Files of aliases, routes, look-ups and lists, which may be long."""
    sources = [one.source for one in site.aliases.values()]
    sources += [one.source for one in site.routes.values()]
    sources += [one.source for one in site.lookups]
    sources += [one.source for one in site.lists]
    return tuple({id(one): one for one in sources}.values())


def _nodes(site: Site) -> Iterator[AttributeNode]:
    yield from site.written
    for entry in site.entries:
        if entry.node is not None:
            yield from (*entry.node.generic, *entry.node.private)
