"""The spool directory: its paths, its permissions, and the lock that makes one process its owner."""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path
from types import TracebackType

import msgspec


class SpoolError(Exception):
    """The spool cannot be used; the message is one clear line for the operator."""


class Spool(msgspec.Struct, frozen=True):
    """Where things are below the spool's root."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "queue.db"

    @property
    def bodies(self) -> Path:
        """Messages that are too large for a row, one file each, named by queue id."""
        return self.root / "bodies"

    @property
    def lock(self) -> Path:
        """Locked by the process that delivers from this spool."""
        return self.root / "owner.lock"

    @property
    def doorbell(self) -> Path:
        """The datagram socket that wakes the owner."""
        return self.root / "doorbell"


def prepare(root: Path) -> Spool:
    """Make the spool's directories (mode 0700) where missing. Raises SpoolError for what cannot be trusted."""
    spool = Spool(root)
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        spool.bodies.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        reason = "not a directory" if isinstance(error, FileExistsError | NotADirectoryError) else error.strerror
        raise SpoolError(
            f"spool {root}: {reason}; give a directory that this account may write, with --spool"
        ) from error
    check(spool)
    return spool


def check(spool: Spool) -> None:
    """Refuse a spool that others can write to or that is no directory. Raises SpoolError."""
    for directory in (spool.root, spool.bodies):
        try:
            status = directory.stat()
        except OSError as error:
            raise SpoolError(f"spool {directory}: {error.strerror}") from error
        if not stat.S_ISDIR(status.st_mode):
            raise SpoolError(f"spool {directory}: not a directory")
        if status.st_mode & 0o022:
            raise SpoolError(f"spool {directory}: writable by group or others, make it mode 0700")
        if status.st_uid not in (os.geteuid(), 0) and os.geteuid() != 0:
            raise SpoolError(f"spool {directory}: belongs to uid {status.st_uid}, not to this process")


class Ownership:
    """The exclusive right to deliver from a spool; the kernel gives it back when the process ends in any way."""

    def __init__(self, spool: Spool) -> None:
        """Take the lock at once. Raises SpoolError when another process has it."""
        self._descriptor = os.open(spool.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._descriptor)
            raise SpoolError(f"spool {spool.root}: another daemon is delivering from it") from error

    def release(self) -> None:
        """Give the spool free; safe to call twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Ownership:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
