"""`--watch`: check again whenever a file of the configuration, or one beside it, has changed."""

from __future__ import annotations

import os
from collections.abc import Callable

from smail_lint.adoption.tree_state import below

CLEAR = "\x1b[2J\x1b[3J\x1b[H"

Stamps = tuple[tuple[str, int, int], ...]


def stamps_of(directory: str) -> Stamps:
    """Name, size and time of everything below a directory; empty while it cannot be read."""
    try:
        return tuple(
            (name, told.st_size, told.st_mtime_ns) for name, path in below(directory) if (told := _told(path))
        )
    except OSError:
        return ()


def watch(look: Callable[[], Stamps], check: Callable[[], None], wait: Callable[[], bool]) -> None:
    """Check at once and after each change, until `wait`, which is called between two looks, gives False."""
    seen: Stamps | None = None
    while True:
        now = look()
        if now != seen:
            seen = now
            check()
        if not wait():
            return


def _told(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except OSError:
        return None
