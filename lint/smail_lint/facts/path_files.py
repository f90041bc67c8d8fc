"""Databases of paths as sets of names (reference semantics, sections 14 and 15)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smail_compiler.ir.data_files import RouteData, RouteRow
from smail_compiler.text.source import Span, text_of
from smail_lint.facts.characters import fold
from smail_runtime.routing.routers.route_text import route_of


class PathFile(msgspec.Struct, frozen=True):
    """The first row of each name, without a dot in front; `good` are the names whose value is a route."""

    data: RouteData
    rows: Mapping[str, RouteRow]
    good: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """All names, folded, without a dot in front."""
        return frozenset(self.rows)

    def key_at(self, name: str) -> Span:
        """Where the key of a name stands."""
        row = self.rows[name]
        return self.data.source.span(row.start, row.start + len(row.key))

    def route_to(self, host: str) -> str | None:
        """The value for a host, or for the smallest domain around it that is there."""
        while host and host not in self.rows:
            host = host.partition(".")[2]
        return self.route(host) if host else None

    def route(self, name: str) -> str:
        """The value of a name up to its first blank, readable."""
        return (text_of(self.rows[name].value).split(maxsplit=1) or [""])[0]


def path_file(data: RouteData) -> PathFile:
    """The rows of a database by name."""
    rows: dict[str, RouteRow] = {}
    for row in data.rows:
        rows.setdefault(fold(row.key.decode("latin-1")).removeprefix("."), row)
    good = frozenset(name for name, row in rows.items() if route_of(text_of(row.value)) is not None)
    return PathFile(data, rows, good)
