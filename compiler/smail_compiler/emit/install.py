"""Putting a table in its place: whole and durable, or not at all.

The bytes go to a new file beside the old one, are synced, read back and verified, and only then take the name; the
directory is synced last. Whatever fails before that leaves an older table untouched.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from smail_compiler.text.steps import begin, reach
from smail_runtime.mail.text import printable
from smail_runtime.table import TableError, open_table
from smail_runtime.table.layout import DIGEST_SIZE

_PIECE = 4 << 20  # bytes that are written at a time
MODE = 0o644  # before the umask


class InstallError(Exception):
    """The table could not be put in place; the text is one line with the reason."""


def install(data: bytes, path: Path) -> None:
    """Write a table to `path`. Raises InstallError, and then `path` is as it was."""
    refuse_unfit(path)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _write(data, fresh)
        _read_back(data, fresh)
        fresh.rename(path)
        _sync_directory(path.parent)
    except OSError as error:
        raise InstallError(f"{printable(str(path))}: it cannot be written: {error.strerror or error}") from None
    except TableError as error:
        raise InstallError(f"{printable(str(path))}: what was written does not read back: {error.wrong}") from None
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def refuse_unfit(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Raise InstallError when something that is no file has the name, or an input, so that it is never replaced."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return
    if not stat.S_ISREG(found.st_mode):
        what = "a directory" if stat.S_ISDIR(found.st_mode) else "not a regular file"
        raise InstallError(f"{printable(str(path))}: it is {what}; name a file for the table")
    if any(_is_same(found, one) for one in inputs):
        raise InstallError(f"{printable(str(path))}: the table is made of this file; name another for the table")


def _is_same(found: os.stat_result, path: Path) -> bool:
    try:
        return os.path.samestat(found, path.stat())
    except (OSError, ValueError):
        return False


def _write(data: bytes, fresh: Path) -> None:
    fresh.unlink(missing_ok=True)  # left by a process of the same number that was killed
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, MODE)
    try:
        with memoryview(data) as view:
            begin("writing", len(view), "bytes")
            done = 0
            while done < len(view):
                done += os.write(handle, view[done : done + _PIECE])
                reach(done / len(view))
        os.fsync(handle)
    finally:
        os.close(handle)


def _read_back(data: bytes, fresh: Path) -> None:
    """Open what was written as the daemon will. Raises TableError."""
    with open_table(fresh) as table:
        if bytes.fromhex(table.digest) != data[-DIGEST_SIZE:]:
            raise TableError(str(fresh), "it is another table than the one that was written")
        _ = table.program, table.source_map, table.inputs


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
