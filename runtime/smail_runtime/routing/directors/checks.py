"""Demands on the owner and mode of alias, forward and list files: a failed one sets the caution mark."""

from __future__ import annotations

from collections.abc import Sequence

from smail_runtime.routing.details import Check
from smail_runtime.routing.watching import Watch
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import FileText, Found, Login, Unknown, World
from smail_runtime.table.director import FileChecks

Complaint = str | Unknown | None


def complaint(checks: FileChecks, file: FileText, owner_uid: int | None, around: Surroundings) -> Complaint:
    """What is wrong with the file, None if nothing. `owner_uid` is the uid that `checkowner` permits.

    Unknown when nobody can tell for now whether the owner or group is permitted.
    """
    world = around.world
    if around.watch is not None:
        _tell(checks, file, owner_uid, world, around.watch)
    return _mode(checks, file) or _owner(checks, file, owner_uid, world) or _group(checks, file, world)


def _tell(checks: FileChecks, file: FileText, owner_uid: int | None, world: World, watch: Watch) -> None:
    """Note each demand that is made, met or not."""
    owners = ":".join((*checks.owners, *(["checkowner"] if checks.checkowner else [])))
    if checks.modemask:
        wrong = _mode(checks, file)
        watch.note(Check(f"modemask {checks.modemask:04o}", wrong is None, wrong or f"mode {file.mode:04o}"))
    if owners:
        told = _owner(checks, file, owner_uid, world)
        watch.note(Check(f"owners {owners}", told is None, _words(told) or f"uid {file.uid} is permitted"))
    if checks.owngroups:
        told = _group(checks, file, world)
        named = ":".join(checks.owngroups)
        watch.note(Check(f"owngroups {named}", told is None, _words(told) or f"gid {file.gid} is permitted"))


def _words(wrong: Complaint) -> str | None:
    return wrong.reason if isinstance(wrong, Unknown) else wrong


def _mode(checks: FileChecks, file: FileText) -> str | None:
    return f"its mode {file.mode:04o} is wider than permitted" if file.mode & checks.modemask else None


def _owner(checks: FileChecks, file: FileText, owner_uid: int | None, world: World) -> Complaint:
    if not checks.owners and not checks.checkowner:
        return None
    if checks.checkowner and owner_uid == file.uid:
        return None
    permitted = [world.login(name) for name in checks.owners]
    if any(isinstance(one, Found) and one.value.uid == file.uid for one in permitted):
        return None
    return _unknown(permitted) or f"its owner (uid {file.uid}) is not permitted"


def _group(checks: FileChecks, file: FileText, world: World) -> Complaint:
    if not checks.owngroups:
        return None
    permitted = [world.group_id(name) for name in checks.owngroups]
    if any(isinstance(one, Found) and one.value == file.gid for one in permitted):
        return None
    return _unknown(permitted) or f"its group (gid {file.gid}) is not permitted"


def _unknown(answers: Sequence[object]) -> Unknown | None:
    """The first that nobody could give for now: it might have been the one that permits."""
    return next((one for one in answers if isinstance(one, Unknown)), None)


def readable_by(file: FileText, login: Login | None) -> bool:
    """Whether an account may read the file, by permission bits and primary group; None is an account of no rights."""
    if login is not None and login.uid == 0:
        return True
    if login is not None and login.uid == file.uid:
        return bool(file.mode & 0o400)
    if login is not None and login.gid == file.gid:
        return bool(file.mode & 0o040)
    return bool(file.mode & 0o004)
