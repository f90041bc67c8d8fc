"""What is known of the machine that a configuration is for: files with their owners and modes, accounts, groups.

Every question has three answers: it is so, it is not, or nobody here can tell (None). Rules conclude nothing from
the last. What a machine says comes from this one, from a record of another (`smail_lint.facts.manifest`), or from
nowhere.
"""

from __future__ import annotations

import grp
import pwd
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec

OTHERS_WRITE = 0o002
_KINDS = {stat.S_IFREG: "file", stat.S_IFDIR: "directory"}


class PathState(msgspec.Struct, frozen=True):
    """A path, links followed: `kind` is `file`, `directory` or `other`, `owner` and `group` are numbers.

    `mode` are the twelve permission bits. With `exists` False the rest means nothing.
    """

    exists: bool = True
    kind: str = "file"
    mode: int = 0o644
    owner: int = 0
    group: int = 0


class Stamp(msgspec.Struct, frozen=True):
    """What changes from day to day and is kept only where a rule asks for it: the second of the last change (UTC,
    since 1970), and a number that two paths share when they are on one file system.

    Of a directory `modified` is 0: it changes with every file in it, and tells nothing.
    """

    modified: int
    device: int


class Account(msgspec.Struct, frozen=True):
    """A login: its number, its first group, its home. With `exists` False the rest means nothing."""

    exists: bool = True
    uid: int = 0
    gid: int = 0
    home: str = ""


class Group(msgspec.Struct, frozen=True):
    """A group: its number. With `exists` False it means nothing."""

    exists: bool = True
    gid: int = 0


GONE = PathState(exists=False)
NO_ACCOUNT = Account(exists=False)
NO_GROUP = Group(exists=False)


def _unknown(_: str) -> None:
    """Nobody can tell."""


class Machine(msgspec.Struct, frozen=True):
    """Answers about absolute paths, accounts by name, groups by name, and the stamps of what is at paths; None is
    unknown."""

    path: Callable[[str], PathState | None]
    account: Callable[[str], Account | None]
    group: Callable[[str], Group | None]
    stamp: Callable[[str], Stamp | None] = _unknown

    def exists(self, path: str) -> bool | None:
        """Whether something is at a path."""
        state = self.path(path)
        return None if state is None else state.exists

    def mode(self, path: str) -> int | None:
        """The permission bits of what is at a path; None also when nothing is there."""
        state = self.path(path)
        return state.mode if state is not None and state.exists else None

    def uid(self, login: str) -> int | None:
        """The number of an account, by name or by the number itself; None also when there is no such account."""
        if login.isascii() and login.isdigit():
            return int(login)
        account = self.account(login)
        return account.uid if account is not None and account.exists else None


def nowhere() -> Machine:
    """A machine of which nothing is known."""
    return Machine(_unknown, _unknown, _unknown)


def this_machine() -> Machine:
    """The machine this runs on, asked anew each time."""
    return Machine(_path, _account, _group, _stamp)


def _path(path: str) -> PathState | None:
    """A path that this user may look at."""
    try:
        told = Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return GONE
    except (OSError, ValueError):
        return None
    kind = _KINDS.get(stat.S_IFMT(told.st_mode), "other")
    return PathState(True, kind, stat.S_IMODE(told.st_mode), told.st_uid, told.st_gid)


def _stamp(path: str) -> Stamp | None:
    """The stamp of a path that this user may look at; None also when nothing is there."""
    try:
        told = Path(path).stat()
    except (OSError, ValueError):
        return None
    return Stamp(0 if stat.S_ISDIR(told.st_mode) else int(told.st_mtime), told.st_dev)


def _account(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return NO_ACCOUNT
    except (OSError, ValueError):
        return None
    return Account(True, entry.pw_uid, entry.pw_gid, entry.pw_dir)


def _group(name: str) -> Group | None:
    try:
        return Group(True, grp.getgrnam(name).gr_gid)
    except KeyError:
        return NO_GROUP
    except (OSError, ValueError):
        return None
