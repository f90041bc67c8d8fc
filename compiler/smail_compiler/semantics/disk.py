"""Files and folders of this machine as they are read, and a note of each: what a run saw, it can look for again."""

from __future__ import annotations

import io
import os
import stat
import time
from contextlib import suppress

import msgspec

from smail_compiler.semantics.stamps import Stamp, stamp_of
from smail_compiler.text.source import SourceFile

_TICK = 100_000_000  # nanoseconds within which a file may change without another time stamp, with room to spare
_SORTS = {
    stat.S_IFDIR: "a directory, not a regular file",
    stat.S_IFIFO: "a pipe, not a regular file",
    stat.S_IFSOCK: "a socket, not a regular file",
    stat.S_IFCHR: "a device, not a regular file",
    stat.S_IFBLK: "a device, not a regular file",
}

Names = tuple[tuple[str, bool], ...]
"""The names in a folder, sorted, each with whether it is a folder itself."""


class TooLargeError(Exception):
    """Says how many bytes a file has."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class Read(msgspec.Struct, frozen=True):
    """The bytes of a file, whether they changed while they were read, and what the file system told before."""

    data: bytes
    changed: bool
    stamp: Stamp


class Disk:
    """What was read, listed and looked for, by its path on this machine.

    `files` has None for a file that was not there. `complete` is False when something was met that cannot be looked
    for again: a file that could not be read, or that was another when it was read once more.
    """

    def __init__(self) -> None:
        self.files: dict[str, tuple[Stamp, SourceFile] | None] = {}
        self.folders: dict[str, Names | None] = {}
        self.lacking: dict[str, bool] = {}
        self.complete = True

    def read(self, path: str, name: str, limit: int) -> tuple[SourceFile, bool]:
        """A regular file, to be called `name`, and whether it changed meanwhile.

        Raises OSError, ValueError, and TooLargeError for more than `limit` bytes.
        """
        try:
            found = read(path, limit)
        except (FileNotFoundError, NotADirectoryError):
            self._saw(path, None)
            raise
        except (OSError, ValueError, TooLargeError):
            self.complete = False
            raise
        source = SourceFile(name, found.data)
        self._saw(path, (found.stamp, source))
        self.complete = self.complete and not found.changed
        return source, found.changed

    def lacks(self, path: str) -> bool:
        """Whether a path is known to lead to nothing."""
        self.lacking[path] = found = lacks(path)
        return found

    def note(self, path: str, limit: int) -> None:
        """Keep note of a file that something else reads, or finds missing."""
        with suppress(OSError, ValueError, TooLargeError):
            self.read(path, path, limit)

    def _saw(self, path: str, what: tuple[Stamp, SourceFile] | None) -> None:
        self.complete = self.complete and (path not in self.files or _is_same(self.files[path], what))
        self.files[path] = what

    def names(self, path: str) -> Names:
        """The names in a folder. Raises OSError or ValueError."""
        self.folders[path] = None
        self.folders[path] = found = names(path)
        return found


def _is_same(one: tuple[Stamp, SourceFile] | None, two: tuple[Stamp, SourceFile] | None) -> bool:
    if one is None or two is None:
        return one is two
    return one[1] is two[1] or one[1].data == two[1].data


def lacks(path: str) -> bool:
    """Whether a path is now known to lead to nothing."""
    try:
        os.stat(path)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def names(path: str) -> Names:
    """The names in a folder as it is now. Raises OSError or ValueError."""
    with os.scandir(path) as entries:
        return tuple(sorted((one.name, _is_folder(one)) for one in entries))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False


def read(path: str, limit: int) -> Read:
    """A regular file of at most `limit` bytes as it is now. Raises OSError, ValueError and TooLargeError."""
    number = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        when, before = time.time_ns(), os.fstat(number)
        sort = stat.S_IFMT(before.st_mode)
        if sort != stat.S_IFREG:
            raise ValueError(f"it is {_SORTS.get(sort, 'no regular file')}")
        if before.st_size > limit:
            raise TooLargeError(before.st_size)
        data, changed = _whole(number, before, when)
        return Read(data, changed, stamp_of(before, when))
    finally:
        os.close(number)


def _whole(number: int, before: os.stat_result, when: int) -> tuple[bytes, bool]:
    """The bytes of an open file, and whether they changed since it was looked at."""
    with open(number, "rb", buffering=0, closefd=False) as file:
        data = file.readall()
        fresh = when - before.st_mtime_ns < _TICK
        same = not fresh or _again(file) == data
    return data, not same or _identity(before) != _identity(os.fstat(number)) or len(data) != before.st_size


def _again(file: io.FileIO) -> bytes:
    """The bytes once more: a file clock is too coarse to tell apart two changes that follow each other at once."""
    file.seek(0)
    return file.readall()


def _identity(told: os.stat_result) -> tuple[int, int, int]:
    """What differs when a file was written to."""
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns
