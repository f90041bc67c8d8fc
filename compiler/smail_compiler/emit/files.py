"""The source files of a site by number, as places and index sections count them."""

from __future__ import annotations

from collections.abc import Iterable

from smail_compiler.text.source import SourceFile, Span
from smail_runtime.table.base import Place
from smail_runtime.table.program import Input


class FileNumbers:
    """Files in the order of their paths, from 0; of two with one path the first counts."""

    def __init__(self, sources: Iterable[SourceFile]) -> None:
        self._sources = {one.path: one for one in reversed(list(sources))}
        self._numbers = {path: number for number, path in enumerate(sorted(self._sources))}

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths, by number."""
        return tuple(self._numbers)

    def number(self, source: SourceFile) -> int:
        """The number of a file."""
        return self._numbers[source.path]

    def place(self, at: Span | None) -> Place | None:
        """Where something stands; None for what is built in."""
        return None if at is None else Place(self.number(at.source), at.line)

    def inputs(self) -> tuple[Input, ...]:
        """Path, size and digest of all files, by number."""
        sources = map(self._sources.__getitem__, self._numbers)
        return tuple(Input(one.path, len(one.data), one.digest) for one in sources)
