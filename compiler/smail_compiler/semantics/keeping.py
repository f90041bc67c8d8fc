"""Records that runs leave for later ones in the user's cache: whole, the user's own, or as if they were not there."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

_DIGEST = 32
MOST_RECORDS = 64
LARGEST = 1 << 30
"""Bytes of the longest record that is read."""


def directory() -> Path | None:
    """Where `smail-compile` keeps records; None when there is no such place."""
    base = os.environ.get("XDG_CACHE_HOME") or (f"{home}/.cache" if (home := os.environ.get("HOME")) else "")
    return Path(base, "smail-compile") if base.startswith("/") else None


def kept(path: Path) -> bytes | None:
    """The record at `path`; None when there is none that is whole and that this user alone could have written."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(handle, "rb") as file:  # noqa: PTH123
            told = os.fstat(handle)
            if not stat.S_ISREG(told.st_mode) or told.st_uid != os.geteuid() or told.st_mode & 0o022:
                return None
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):
        return None
    return data[_DIGEST:] if len(data) <= LARGEST and _digest(data[_DIGEST:]) == data[:_DIGEST] else None


def keep(path: Path, data: bytes) -> None:
    """Put a record in its place, readable for this user alone, unless that cannot be done."""
    name = ""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new.")
        with os.fdopen(handle, "wb") as out:
            out.write(_digest(data) + data)
        Path(name).replace(path)
        _thin_out(path.parent)
    except (OSError, ValueError):
        if name:
            Path(name).unlink(missing_ok=True)


def _thin_out(place: Path) -> None:
    """Let the oldest records go when there are too many."""
    with os.scandir(place) as entries:
        found = sorted((one.stat(follow_symlinks=False).st_mtime_ns, one.path) for one in entries)
    for _, one in found[: max(0, len(found) - MOST_RECORDS)]:
        Path(one).unlink(missing_ok=True)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
