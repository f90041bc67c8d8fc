"""Ownership, mode and caution tests of alias, forward and list files (section 13.3)."""

from __future__ import annotations

import posixpath
import re

import msgspec

from smail_compiler.ir.program import Entry
from smail_runtime.routing.world import FileText, Login
from tests.reference.around import Around, value
from tests.reference.domains import items
from tests.reference.expansion import expand
from tests.reference.scope import ExpansionError, Scope


class Demands(msgspec.Struct, frozen=True):
    """What is asked of a file; `owner` is the account that checkowner adds."""

    modemask: int
    owners: tuple[str, ...]
    owngroups: tuple[str, ...]
    owner: str | None = None
    checkowner: bool = False


def demands(entry: Entry, owner: str | None = None) -> Demands:
    """The demands of a director's driver."""
    mask = value(entry, "modemask")
    found = (items(value(entry, "owners")), items(value(entry, "owngroups")))
    return Demands(mask if isinstance(mask, int) else 0, *found, owner, bool(value(entry, "checkowner")))


def suspicious(file: FileText, asked: Demands, around: Around) -> bool:
    """Whether the file fails a test, which sets caution and no more."""
    if file.mode & asked.modemask:
        return True
    owners = (*asked.owners, *([asked.owner] if asked.checkowner and asked.owner else []))
    if (owners or asked.checkowner) and not any(_owns(name, file, around) for name in owners):
        return True
    groups = asked.owngroups
    return bool(groups) and not any(around.group(name) == file.gid for name in groups)


def _owns(name: str, file: FileText, around: Around) -> bool:
    login = around.login(name)
    return login is not None and login.uid == file.uid


def readable(file: FileText, account: Login | None) -> bool:
    """Whether an account may read a file, by the bits of its mode."""
    if account is not None and account.uid in (0, file.uid):
        return account.uid == 0 or bool(file.mode & 0o400)
    return bool(file.mode & (0o040 if account is not None and account.gid == file.gid else 0o004))


def mentioned(entry: Entry, name: str, path: str, uids: tuple[int, ...], login: Login | None, scope: Scope) -> bool:
    """Whether `caution` or `unsecure` of a forwardfile names the user, the exact directory or one of the uids."""
    for item in items(value(entry, name)):
        try:
            if _mentions(expand(item, scope), path, uids, login):
                return True
        except ExpansionError:
            continue
    return False


def _mentions(item: str, path: str, uids: tuple[int, ...], login: Login | None) -> bool:
    if item.startswith("/"):
        return item == posixpath.dirname(path)
    numbers = re.fullmatch(r"(\d+)(?:-(\d+))?", item)
    if numbers is not None:
        return any(int(numbers[1]) <= uid <= int(numbers[2] or numbers[1]) for uid in uids)
    return login is not None and item == login.name
