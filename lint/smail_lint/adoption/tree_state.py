"""The state of a directory: a digest that changes when anything does that a check of it could notice.

Nothing outside the directory of a configuration is ever read, so what is below it decides. Files are read and hashed,
not understood; of what is no file, and of what cannot be read, that fact counts.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator

MOST_FILES = 20_000
MOST_BYTES = 1 << 30
_APART = frozenset({".git", ".hg", ".svn"})  # they change with every commit and hold no configuration


def state_of(directory: str) -> bytes | None:
    """The digest of all that is below a directory; None when it is too much to be read each time, or is changing."""
    whole = hashlib.blake2b(digest_size=32)
    left = MOST_BYTES
    try:
        for number, (name, path) in enumerate(below(directory)):
            told = os.stat(path) if os.path.exists(path) else os.lstat(path)  # noqa: PTH110, PTH116
            left -= told.st_size if stat.S_ISREG(told.st_mode) else 0
            if number >= MOST_FILES or left < 0:
                return None
            whole.update(
                b"%d %d " % (len(os.fsencode(name)), told.st_mode) + os.fsencode(name) + _content(path, told)
            )
    except OSError:
        return None
    return whole.digest()


def digest_of(path: str) -> bytes:
    """The digest of a file's bytes, empty when it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return hashlib.file_digest(file, hashlib.sha256).digest()
    except OSError:
        return b""


def _content(path: str, told: os.stat_result) -> bytes:
    return digest_of(path) if stat.S_ISREG(told.st_mode) else b"-"


def below(directory: str, name: str = "", seen: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Names and paths of all that is below a directory, sorted; links are followed, but in no circle."""
    real = os.path.realpath(directory)
    if real in seen:
        return
    with os.scandir(directory) as entries:
        found = sorted((one.name, one.path, one.is_dir()) for one in entries)
    for own, path, is_directory in found:
        whole = f"{name}/{own}"
        yield whole, path
        if is_directory and own not in _APART and os.access(path, os.R_OK | os.X_OK):
            yield from below(path, whole, seen | {real})
