"""Everything that happens before the daemon accepts: table, world, sockets, spool, and root given up."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Sequence

import msgspec

from smail_runtime.daemon.log import Log
from smail_runtime.daemon.preload import preload
from smail_runtime.daemon.privileges import PrivilegeError, account, check_start, drop
from smail_runtime.daemon.settings import Settings
from smail_runtime.net.listener import bind, endpoint
from smail_runtime.queue.spool import SpoolError
from smail_runtime.queue.store import SqliteStore
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.rehearsal import Rehearsal, relocated
from smail_runtime.routing.world import World
from smail_runtime.table import open_table
from smail_runtime.table.errors import TableError

USAGE, UNREADABLE = 2, 3


class StartError(Exception):
    """The daemon cannot start: one line for the operator, and the exit status."""

    def __init__(self, reason: str, status: int = UNREADABLE) -> None:
        super().__init__(reason)
        self.status = status


class Ready(msgspec.Struct, frozen=True):
    """What start-up made."""

    data: RoutingData
    world: World
    rehearsal: Rehearsal
    sockets: tuple[socket.socket, ...]
    store: SqliteStore
    log: Log


def load(settings: Settings, rehearsal: Rehearsal) -> RoutingData:
    """The table, opened, verified and decoded. Raises StartError."""
    try:
        data = relocated(open_table(settings.table), rehearsal)
        _ = data.program
    except TableError as error:
        raise StartError(str(error)) from error
    return data


def start(settings: Settings) -> Ready:
    """Do it all, in the order in which a mistake harms least. Raises StartError."""
    try:
        check_start(settings.user)
        world, rehearsal = _world(settings)
        data = load(settings, rehearsal)
        sockets = _bind(settings.listen)
        if settings.user is not None:
            _hand_over(settings, settings.user)
            preload()
            drop(settings.user)
        return Ready(data, world, rehearsal, sockets, _store(settings), _log(settings))
    except PrivilegeError as error:
        raise StartError(str(error), USAGE) from error


def _world(settings: Settings) -> tuple[World, Rehearsal]:
    if settings.world is None:
        from smail_runtime.net.dns import Dns
        from smail_runtime.net.world import SystemWorld

        return SystemWorld(Dns(settings.nameserver)), Rehearsal()
    from smail_runtime.routing.fake_world import WorldError, load_world

    try:
        return load_world(settings.world)
    except WorldError as error:
        raise StartError(str(error)) from error


def _bind(places: Sequence[tuple[str, int]]) -> tuple[socket.socket, ...]:
    sockets: list[socket.socket] = []
    for place in places:
        try:
            sockets.append(bind(*place))
        except OSError as error:
            for sock in sockets:
                sock.close()
            raise StartError(f"listen {endpoint(place)}: {_why_not(error)}") from error
    return tuple(sockets)


def _why_not(error: OSError) -> str:
    """What keeps a place from being listened at, with the next step where one is known."""
    if isinstance(error, socket.gaierror):
        return f"{error.strerror}; give an address of this machine"
    return f"{os.strerror(error.errno or 0)}{_REMEDIES.get(error.errno or 0, '')}"


_REMEDIES = {
    errno.EADDRINUSE: "; stop what listens there, or choose another place with --listen",
    errno.EADDRNOTAVAIL: "; give an address of this machine",
    errno.EACCES: "; ports below 1024 are for root: start as root with --user NAME, or choose a higher port",
}


def _hand_over(settings: Settings, user: str) -> None:
    """As root, give a spool that does not exist yet to the account that will own it."""
    entry = account(user)
    if os.geteuid() != 0 or settings.spool.exists():
        return
    try:
        settings.spool.mkdir(mode=0o700, parents=True)
        os.chown(settings.spool, entry.pw_uid, entry.pw_gid)
    except OSError as error:
        raise StartError(f"spool {settings.spool}: {error.strerror}") from error


def _store(settings: Settings) -> SqliteStore:
    try:
        return SqliteStore(settings.spool)
    except SpoolError as error:
        raise StartError(str(error)) from error


def _log(settings: Settings) -> Log:
    try:
        return Log(settings.log_file, settings.log_format)
    except OSError as error:
        raise StartError(f"log {settings.log_file}: {error.strerror}") from error
