"""Message bodies on their way into the queue: small ones in memory, large ones in a file of their own."""

from __future__ import annotations

import errno
import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from smail_runtime.queue.interface import QueueError

#: Bodies up to this many bytes are stored in a row: below it a row costs less than a file of its own, which takes
#: two more syncs (measured in benchmarks).
IN_ROW = 64 * 1024
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


def disk_trouble(error: OSError) -> QueueError:
    """An operating system error as the queue's own."""
    return QueueError(f"queue file: {error.strerror or error}", no_space=error.errno in _NO_SPACE)


class Body:
    """One message while it arrives (a `BodyWriter`)."""

    def __init__(self, directory: Path, sync: Callable[[int], None] = os.fsync, in_row: int = IN_ROW) -> None:
        self._directory = directory
        self._sync = sync
        self._in_row = in_row
        self._parts: list[bytes] = []
        self._descriptor = -1
        self._path: Path | None = None
        self.size = 0
        self.crc = 0

    @property
    def filed(self) -> bool:
        """Whether it is in a file and not in memory."""
        return self._path is not None

    def write(self, data: bytes) -> None:
        """Add bytes. Raises QueueError; the body is of no use after that."""
        self.size += len(data)
        self.crc = zlib.crc32(data, self.crc)
        self._parts.append(data)
        if self.size > self._in_row:
            self._spill()

    def data(self) -> bytes:
        """The whole body, if it is in memory."""
        if len(self._parts) != 1:
            self._parts = [b"".join(self._parts)]
        return self._parts[0]

    def seal(self, name: str) -> None:
        """Give the file its final name and make it durable, the directory too. Raises QueueError. It blocks."""
        if self._path is None:
            return
        final = self._directory / name
        try:
            self._sync(self._descriptor)
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)
            self._path.rename(final)
            self._path = final
            sync_directory(self._directory, self._sync)
        except OSError as error:
            self.discard()
            raise disk_trouble(error) from error

    def discard(self) -> None:
        """Forget it and remove its file; safe to call twice."""
        self._parts = []
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _spill(self) -> None:
        try:
            if self._path is None:
                self._create()
            parts, self._parts = self._parts, []
            write_all(self._descriptor, b"".join(parts))
        except OSError as error:
            self.discard()
            raise disk_trouble(error) from error

    def _create(self) -> None:
        path = self._directory / f"tmp.{os.getpid()}.{id(self):x}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW
        self._descriptor = os.open(path, flags, 0o600)
        self._path = path


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte. Raises OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_directory(directory: Path, sync: Callable[[int], None] = os.fsync) -> None:
    """Make names in a directory durable. Raises OSError."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)
