"""Mailbox locks: a dot-lock beside the file and a lock of the kernel on it, both with a bounded wait."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: Between two looks at a lock that another program holds, seconds.
PAUSE = 0.05
#: A dot-lock older than this is left over from a program that died on another host.
STALE_AFTER = 600.0


class LockedError(Exception):
    """Another program keeps the mailbox locked longer than we are ready to wait."""


@contextmanager
def mailbox_lock(descriptor: int, path: Path, wait: float) -> Iterator[None]:
    """Hold both locks. Raises LockedError after `wait` seconds."""
    deadline = time.monotonic() + wait
    lock = path.with_name(path.name + ".lock")
    ours = _dot_lock(lock, deadline)
    try:
        _kernel_lock(descriptor, deadline)
        yield
    finally:
        if ours:
            with suppress(OSError):
                lock.unlink()


def _kernel_lock(descriptor: int, deadline: float) -> None:
    while True:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EAGAIN):
                raise
        else:
            return
        _pause(deadline)


def _dot_lock(lock: Path, deadline: float) -> bool:
    """Make the lock file. False where we may not create files: then the kernel's lock must do."""
    while True:
        try:
            descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o444)
        except FileExistsError:
            if not _remove_stale(lock):
                _pause(deadline)
            continue
        except PermissionError:
            return False
        os.write(descriptor, f"{os.getpid()}\n".encode())
        os.close(descriptor)
        return True


def _remove_stale(lock: Path) -> bool:
    """Remove a lock whose maker is dead, or that is very old."""
    try:
        age = time.time() - lock.stat().st_mtime
        maker = lock.read_bytes()[:20].strip()
    except OSError:
        return False
    if age < STALE_AFTER and not (maker.isdigit() and _is_dead(int(maker))):
        return False
    with suppress(OSError):
        lock.unlink()
    return True


def _is_dead(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _pause(deadline: float) -> None:
    if time.monotonic() >= deadline:
        raise LockedError
    time.sleep(PAUSE)
