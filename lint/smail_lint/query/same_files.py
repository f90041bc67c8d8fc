"""Whether two directories hold the same files, lists that are read when mail comes among them."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterator

MOST_FILES = 10_000


def same_files(old: str | None, new: str | None) -> bool:
    """Whether every file of one is in the other with the same bytes; for compiled tables (None) there are none.

    False too when that cannot be told, or there are more than MOST_FILES.
    """
    if old is None or new is None:
        return old is new
    if os.path.realpath(old) == os.path.realpath(new):
        return True
    before, after = sorted(_files(old)), sorted(_files(new))
    if before != after or len(before) > MOST_FILES:
        return False
    try:
        return all(filecmp.cmp(f"{old}/{one}", f"{new}/{one}", shallow=False) for one in before)
    except OSError:
        return False


def _files(directory: str) -> Iterator[str]:
    for place, _, names in os.walk(directory):
        yield from (os.path.relpath(f"{place}/{name}", directory) for name in names)
