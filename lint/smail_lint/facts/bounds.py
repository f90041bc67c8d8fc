"""Where the entries and settings of a site start and end."""

from __future__ import annotations

from collections.abc import Mapping

from smail_compiler.ir.program import Site
from smail_compiler.text.source import SourceFile

Bounds = tuple[tuple[int, int], ...]


def bounds(site: Site) -> Mapping[SourceFile, Bounds]:
    """Of all that stands in a file, by files, in order."""
    spans = [one.span for one in site.entries]
    places: dict[SourceFile, list[tuple[int, int]]] = {}
    for span in (*spans, *(one.at for one in site.written)):
        if span is not None:
            places.setdefault(span.source, []).append((span.start, span.end))
    return {source: tuple(sorted(found)) for source, found in places.items()}
