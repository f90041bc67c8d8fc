"""The files of a site: one directory that stands for smail_lib_dir, and how its files are read."""

from __future__ import annotations

import enum
import os
import posixpath
from collections.abc import Mapping

import msgspec

from smail_compiler.semantics import kinds
from smail_compiler.semantics.disk import Disk, Names, TooLargeError
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.keeper import Keeper
from smail_compiler.text.source import SourceFile, TableSource

LARGEST_FILE = 256 << 20
"""Bytes of the longest file that is read: alias files of several million names."""


class State(enum.Enum):
    """What became of a file that was asked for."""

    READ = "read"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    OUTSIDE = "outside"  # not below the directory, so nobody here can tell what it holds


class Opened(msgspec.Struct, frozen=True):
    """A file that was asked for; `source` is there only when it could be read, empty when it was missing."""

    state: State
    source: SourceFile
    found: tuple[Diagnostic, ...] = ()


class Tree(msgspec.Struct, frozen=True):
    """A directory on this machine, and the path it has on the host it is for.

    `given` are texts that stand for those of files, by their real paths on this machine. `disk` reads the files, and
    keeps note of them. `keeper` has what earlier runs found out about long files.
    """

    directory: str
    library: str
    given: Mapping[str, bytes] = {}
    disk: Disk = msgspec.field(default_factory=Disk)
    keeper: Keeper | None = None

    def locate(self, name: str, below: str = "") -> str | None:
        """The path of a file relative to the directory, None when it lies elsewhere.

        Relative names are placed below `below`, itself below the library directory. An absolute name counts when it
        is below the library directory, or below the directory itself.
        """
        whole = posixpath.normpath(posixpath.join("/", self.library, below, name))
        for root in (self.library, self.directory):
            top = posixpath.normpath(posixpath.join("/", root))
            if whole.startswith(top.rstrip("/") + "/"):
                return whole[len(top.rstrip("/")) + 1 :]
        return None

    def open(self, name: str, below: str = "", *, entries: bool = False) -> Opened:
        """Read a file by its configured name."""
        path = self.locate(name, below)
        if path is None:
            return Opened(State.OUTSIDE, SourceFile(name, b""))
        return self.read_entries(path) if entries else self.read(path)

    def read_entries(self, path: str) -> Opened:
        """Read a file whose settings or entries count each for itself, by its path below the directory."""
        opened = self.read(path)
        if opened.state is not State.READ:
            return opened
        return msgspec.structs.replace(opened, source=TableSource(path, opened.source.data))

    def real(self, path: str) -> str:
        """The path on this machine of a file of the directory."""
        return posixpath.join(self.directory, path)

    def lacks(self, path: str) -> bool:
        """Whether a path below the directory is known to lead to nothing."""
        if os.path.realpath(self.real(path)) in self.given:
            return False
        return self.disk.lacks(self.real(path))

    def beside(self, path: str) -> list[str]:
        """What is in the same folder as a path, by its path below the directory."""
        folder = path.rpartition("/")[0]
        return [posixpath.join(folder, name) for name, _ in self.names(folder)]

    def read(self, path: str, limit: int = LARGEST_FILE) -> Opened:
        """Read a file by its path below the directory; more than `limit` bytes are not read."""
        if self.given and (given := self.given.get(os.path.realpath(self.real(path)))) is not None:
            return _checked(SourceFile(path, given), changed=False)
        try:
            source, changed = self.disk.read(self.real(path), path, limit)
        except TooLargeError as large:
            return _too_large(SourceFile(path, b""), large.size, limit)
        except (FileNotFoundError, NotADirectoryError):
            return Opened(State.MISSING, SourceFile(path, b""))
        except (OSError, ValueError) as problem:
            reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
            return _unreadable(SourceFile(path, b""), f"`{path}` cannot be read: {reason}")
        return _checked(source, changed)

    def names(self, folder: str) -> Names:
        """The names in a folder of the directory, sorted; none when it cannot be listed."""
        try:
            return self.disk.names(self.real(folder))
        except (OSError, ValueError):
            return ()


def _checked(source: SourceFile, changed: bool) -> Opened:
    """A file that was read, unless it changed under the reader or is no text."""
    if changed:
        return _unreadable(source, f"`{source.path}` changed while it was read")
    nuls = source.data.count(b"\0")
    if nuls > 1 + len(source.data) // 100:
        return _unreadable(source, f"`{source.path}` is not text: it is full of NUL bytes", source.data.find(b"\0"))
    return Opened(State.READ, source)


def _too_large(source: SourceFile, size: int, limit: int) -> Opened:
    """A file that nobody wrote by hand."""
    message = f"`{source.path}` is {_mebibytes(size)} long, and no more than {_mebibytes(limit)} of it are ever read"
    helps = "make sure that it is the file you mean, or split it"
    return Opened(State.UNREADABLE, source, (Diagnostic(kinds.UNREADABLE_FILE, message, source.span(0), help=helps),))


def _mebibytes(size: int) -> str:
    """A size for people."""
    return f"{size / (1 << 20):.1f} MiB"


def _unreadable(source: SourceFile, message: str, at: int = 0) -> Opened:
    """A file that is there and of no use."""
    helps = "make it a text file that this user can read, then run again"
    found = Diagnostic(kinds.UNREADABLE_FILE, message, source.span(at), help=helps)
    return Opened(State.UNREADABLE, source, (found,))
