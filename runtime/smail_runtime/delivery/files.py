"""Writing mail to files so that it is either there whole or not there at all."""

from __future__ import annotations

import itertools
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from smail_runtime.delivery.locks import mailbox_lock

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_serial = itertools.count(1)


class UnsafeFileError(Exception):
    """What stands at the path is nothing that mail may be appended to."""


class Calls(msgspec.Struct, frozen=True):
    """The system calls that can run out of disk: tests put failing ones here."""

    write: Callable[[int, memoryview], int] = os.write
    sync: Callable[[int], None] = os.fsync


def append(path: Path, data: bytes, mode: int, owners: frozenset[int], wait: float, calls: Calls) -> None:
    """Append under locks, synced. Raises OSError with the file as it was, UnsafeFileError, LockedError."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK
    descriptor = os.open(path, flags, mode)
    try:
        check_regular(descriptor, path, owners)
        with mailbox_lock(descriptor, path, wait):
            check_regular(descriptor, path, owners)
            _append_or_restore(descriptor, data, calls)
    finally:
        os.close(descriptor)


def check_regular(descriptor: int, path: Path, owners: frozenset[int]) -> None:
    """The open file must be a regular one with a single name, still at its path, and belong to one of `owners`."""
    opened, named = os.fstat(descriptor), path.lstat()
    if not stat.S_ISREG(opened.st_mode):
        raise UnsafeFileError("it is not a regular file")
    if opened.st_nlink != 1:
        raise UnsafeFileError("it has more than one name")
    if (opened.st_dev, opened.st_ino) != (named.st_dev, named.st_ino):
        raise UnsafeFileError("it was replaced while it was being opened")
    if opened.st_uid not in owners:
        raise UnsafeFileError(f"it belongs to uid {opened.st_uid}")


def _append_or_restore(descriptor: int, data: bytes, calls: Calls) -> None:
    length = os.fstat(descriptor).st_size
    if length and os.pread(descriptor, 1, length - 1) != b"\n":
        data = b"\n" + data
    try:
        _write_all(descriptor, data, calls)
    except OSError:
        os.ftruncate(descriptor, length)
        raise


def _write_all(descriptor: int, data: bytes, calls: Calls) -> None:
    view = memoryview(data)
    while view:
        view = view[calls.write(descriptor, view) :]
    calls.sync(descriptor)


def into_maildir(directory: Path, data: bytes, host: str, mode: int, calls: Calls) -> None:
    """A new file in a Maildir, which is made when only its parent exists. Raises OSError, nothing is left then."""
    for folder in (directory, *(directory / name for name in ("tmp", "new", "cur"))):
        folder.mkdir(mode=0o700, exist_ok=True)
    now = time.time_ns() // 1000
    host = host.replace("/", "\\057").replace(":", "\\072")
    name = f"{now // 1_000_000}.M{now % 1_000_000}P{os.getpid()}Q{next(_serial)}.{host}"
    _place(directory / "tmp" / name, lambda inode: directory / "new" / name, data, mode & 0o666, calls)


def into_directory(directory: Path, data: bytes, mode: int, now: float, calls: Calls) -> None:
    """A new file `qTIME-INODE` in a directory. Raises OSError, nothing is left then."""
    temporary = directory / f"temp.{os.getpid()}.{next(_serial)}"
    _place(temporary, lambda inode: directory / f"q{int(now)}-{_base62(inode)}", data, mode, calls)


def _place(temporary: Path, final: Callable[[int], Path], data: bytes, mode: int, calls: Calls) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, mode)
    try:
        try:
            _write_all(descriptor, data, calls)
            path = final(os.fstat(descriptor).st_ino)
        finally:
            os.close(descriptor)
        os.link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_directory(path.parent, calls)


def _sync_directory(directory: Path, calls: Calls) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        calls.sync(descriptor)
    finally:
        os.close(descriptor)


def _base62(number: int) -> str:
    text = ""
    while number or not text:
        number, digit = divmod(number, 62)
        text = _BASE62[digit] + text
    return text
