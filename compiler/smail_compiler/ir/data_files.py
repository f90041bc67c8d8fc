"""Files beside the tables of a site: the databases of routers and of look-ups, and lists of addresses."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from smail_compiler.syntax.nodes import TargetNode
from smail_compiler.text.source import SourceFile


class RouteRow(msgspec.Struct, frozen=True):
    """An entry of a router's database: key and value as they stand there, and the offset at which it starts."""

    key: bytes
    value: bytes
    start: int


class RouteData(msgspec.Struct, frozen=True):
    """The database of one router that is compiled into the table (lsearch or bsearch text)."""

    router: str
    source: SourceFile
    rows: tuple[RouteRow, ...]


class LookupData(msgspec.Struct, frozen=True):
    """A text file that look-ups search with `proto`, as `file` names it there, compiled into the table."""

    proto: str
    file: str
    source: SourceFile
    rows: tuple[RouteRow, ...]


class ListFile(msgspec.Struct, frozen=True):
    """A list file of the directory by its path there, and its targets; without any if it could not be read."""

    path: str
    source: SourceFile
    targets: Sequence[TargetNode]
