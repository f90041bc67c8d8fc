"""Where the entries of each file stand, then and now: findings follow the entry that they are about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Label
from smail_compiler.text.source import SourceFile, Span, TableSource
from smail_lint.facts.bounds import Bounds, bounds


class Standing(msgspec.Struct, frozen=True, array_like=True):
    """A file by its path, whether it was made of another, its digest, and where its entries start and end."""

    path: str
    derived: bool
    digest: bytes
    entries: Bounds = ()


class MovedError(Exception):
    """A place has nothing in the file of today that is sure to be the same."""


Files = Mapping[tuple[str, bool], tuple[Standing, SourceFile]]
"""The files of a site, by path and whether they were made of others."""


def standing(site: Site) -> Files:
    """The files of a site; of two that look the same, one."""
    places = bounds(site)
    found: dict[tuple[str, bool], tuple[Standing, SourceFile]] = {}
    for source in (*site.sources, *(one.source for one in site.lists)):
        entries = places.get(source, ()) if isinstance(source, TableSource) else ()
        found[source.path, source.derived] = Standing(source.path, source.derived, source.digest, entries), source
    return found


class Moves:
    """From places of an earlier run to those of today. The sources in them are those of today already."""

    def __init__(self, before: Iterable[Standing], now: Files) -> None:
        self._moved: dict[int, tuple[Bounds, Bounds]] = {}
        self._sources = {id(source) for _, source in now.values()}
        for one in before:
            today, source = now.get((one.path, one.derived), (None, None))
            if today is not None and today.digest != one.digest:
                self._moved[id(source)] = one.entries, today.entries
        self._all_known = all((one.path, one.derived) in now for one in before)

    @property
    def any(self) -> bool:
        """Whether some file is not as it was."""
        return bool(self._moved) or not self._all_known

    def moved(self, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """The findings where they belong today. Raises MovedError."""
        if not self.any:
            return found
        return tuple(map(self._diagnostic, found))

    def _diagnostic(self, one: Diagnostic) -> Diagnostic:
        if all(map(self._stays, _places(one))):
            return one
        fix = one.fix
        if fix is not None:
            fix = Fix(fix.message, fix.safety, tuple(Edit(self._span(each.at), each.text) for each in fix.edits))
        return msgspec.structs.replace(
            one, at=self._span(one.at), labels=self._labels(one.labels), flow=self._labels(one.flow), fix=fix
        )

    def _labels(self, labels: tuple[Label, ...]) -> tuple[Label, ...]:
        return tuple(Label(self._span(one.at), one.message) for one in labels)

    def _stays(self, at: Span) -> bool:
        if id(at.source) not in self._sources:
            raise MovedError
        return id(at.source) not in self._moved

    def _span(self, at: Span) -> Span:
        if self._stays(at):
            return at
        before, now = self._moved[id(at.source)]
        number = bisect_right(before, at.start, key=_first) - 1
        if len(before) != len(now) or number < 0 or at.end > before[number][1]:
            raise MovedError
        if number and before[number - 1][1] >= at.start:  # it may belong to the end of the one above
            raise MovedError
        (start, end), (today, last) = before[number], now[number]
        if end - start != last - today:
            raise MovedError
        return Span(at.source, at.start + today - start, at.end + today - start)


def _first(bounds: tuple[int, int]) -> int:
    return bounds[0]


def _places(one: Diagnostic) -> Iterator[Span]:
    yield one.at
    for label in (*one.labels, *one.flow):
        yield label.at
    for edit in one.fix.edits if one.fix is not None else ():
        yield edit.at
