"""The files of a site: one directory that stands for smail_lib_dir, and how its files are read."""

from __future__ import annotations

import enum
import os
import posixpath
import stat

import msgspec

from smail_compiler.semantics import kinds
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile


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
    """A directory on this machine, and the path it has on the host it is for."""

    directory: str
    library: str

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

    def open(self, name: str, below: str = "") -> Opened:
        """Read a file by its configured name."""
        path = self.locate(name, below)
        if path is None:
            return Opened(State.OUTSIDE, SourceFile(name, b""))
        return self.read(path)

    def real(self, path: str) -> str:
        """The path on this machine of a file of the directory."""
        return posixpath.join(self.directory, path)

    def read(self, path: str) -> Opened:
        """Read a file by its path below the directory."""
        try:
            data, changed = _read(self.real(path))
        except (FileNotFoundError, NotADirectoryError):
            return Opened(State.MISSING, SourceFile(path, b""))
        except (OSError, ValueError) as problem:
            reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
            return _unreadable(SourceFile(path, b""), f"`{path}` cannot be read: {reason}")
        return _checked(SourceFile(path, data), changed)


def _read(path: str) -> tuple[bytes, bool]:
    """The bytes of a regular file, and whether it changed meanwhile."""
    number = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(number, "rb", buffering=0) as file:
        before = os.fstat(number)
        if not stat.S_ISREG(before.st_mode):
            raise ValueError("it is not a regular file")
        data = file.readall()
        after = os.fstat(number)
    same = (
        (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) == (len(data), before.st_mtime_ns)
    )
    return data, not same


def _checked(source: SourceFile, changed: bool) -> Opened:
    """A file that was read, unless it changed under the reader or is no text."""
    if changed:
        return _unreadable(source, f"`{source.path}` changed while it was read")
    nuls = source.data.count(b"\0")
    if nuls > 1 + len(source.data) // 100:
        return _unreadable(source, f"`{source.path}` is not text: it is full of NUL bytes", source.data.find(b"\0"))
    return Opened(State.READ, source)


def _unreadable(source: SourceFile, message: str, at: int = 0) -> Opened:
    """A file that is there and of no use."""
    helps = "make it a text file that this user can read, then run again"
    found = Diagnostic(kinds.UNREADABLE_FILE, message, source.span(at), help=helps)
    return Opened(State.UNREADABLE, source, (found,))
