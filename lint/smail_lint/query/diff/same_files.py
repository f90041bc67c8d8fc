"""Whether two configurations hold the same data and files, lists that are read when mail comes among them."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterator

from smail_lint.query.target import Opened
from smail_runtime.table.reader import Table

MOST_FILES = 10_000


def same_data(old: Table, new: Table) -> bool:
    """Whether every section of one has the same entries in the other, lines left aside."""
    return old.sections == new.sections and all(_same_section(old, new, name) for name in old.sections)


def _same_section(old: Table, new: Table, name: str) -> bool:
    if old.size(name) != new.size(name) or _patterns(old, name) != _patterns(new, name):
        return False
    rows = zip(old.items(name), new.items(name), strict=True)
    return all(one[:2] == other[:2] for one, other in rows)


def _patterns(table: Table, name: str) -> list[tuple[str, bytes]]:
    return [(one.pattern.text, one.value) for one in table.patterns(name)]


def same_files(before: Opened, after: Opened) -> bool:
    """Whether every file of one is in the other with the same bytes; for compiled tables there are none.

    False too when that cannot be told, or there are more than MOST_FILES.
    """
    old, new = before.directory, after.directory
    if old is None or new is None:
        return old is new
    if os.path.realpath(old) == os.path.realpath(new):
        return True
    names = sorted(_files(old))
    if names != sorted(_files(new)) or len(names) > MOST_FILES:
        return False
    try:
        return all(filecmp.cmp(f"{old}/{one}", f"{new}/{one}", shallow=False) for one in names)
    except OSError:
        return False


def _files(directory: str) -> Iterator[str]:
    for place, _, names in os.walk(directory):
        yield from (os.path.relpath(f"{place}/{name}", directory) for name in names)
