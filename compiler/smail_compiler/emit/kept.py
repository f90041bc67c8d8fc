"""Index sections taken over from the table that is replaced, where the file behind them has not changed.

The file is read and its digest computed either way: sizes and times of files prove nothing. What is saved is packing.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smail_compiler.emit.files import FileNumbers
from smail_runtime import __version__
from smail_runtime.table import Table, TableError
from smail_runtime.table.layout import INDEX

WRITER = f"smail-compile {__version__}, packing 1"
"""Raise the number behind with every change that gives the same alias file another index section."""

_FILE = 5  # the number of the source file among the numbers of the header


class Kept(msgspec.Struct, frozen=True):
    """An older table, and the files in it that are still what they were."""

    table: Table
    paths: frozenset[str]
    of: Mapping[str, str]


def kept_indexes(old: Table | None, files: FileNumbers) -> Kept | None:
    """What an older table holds that may be taken over; None when that is nothing."""
    try:
        if old is None or old.writer != WRITER:
            return None
        same = frozenset(one.path for one in {*old.inputs} & {*files.inputs()})
        return Kept(old, same, {name: old.file(name) for name in old.sections})
    except TableError:
        return None


def kept_index(known: Kept | None, section: str, path: str, number: int) -> list[bytes] | None:
    """The pieces of a section for the file at `path`, which now has that number; None when they are to be packed."""
    if known is None or path not in known.paths or known.of.get(section) != path:
        return None
    try:
        data = known.table.index_bytes(section)
    except TableError:
        return None
    header = list(INDEX.unpack_from(data))
    header[_FILE] = number
    return [INDEX.pack(*header), data[INDEX.size :]]
