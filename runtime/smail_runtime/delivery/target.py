"""Where an appendfile delivery goes: its path, checked before anything is touched."""

from __future__ import annotations

import msgspec

from smail_runtime.delivery import ends
from smail_runtime.delivery.interface import Job
from smail_runtime.mail.outcome import Notify, Outcome
from smail_runtime.mail.text import printable
from smail_runtime.routing.expand import Failed, Scope, Value, expand
from smail_runtime.routing.resolution import Delivery
from smail_runtime.routing.world import Absent, Found, Unknown, World
from smail_runtime.table.transport import AppendFileDriver


class Target(msgspec.Struct, frozen=True):
    """An absolute path; `directory` when a new file is to be made in it."""

    path: str
    directory: bool


def target_of(job: Job, driver: AppendFileDriver, delivery: Delivery, scope: Scope) -> Target | Outcome:
    """The path, or the outcome of a delivery that has none.

    A `/` in a name that is not a file address is refused with or without `check_user`, and `..` always: no address
    may choose a directory.
    """
    named = _name(job, driver, delivery, scope.world)
    if isinstance(named, Outcome):
        return named
    text = driver.file if driver.file is not None else driver.dir
    if text is None:
        return ends.deferred(job, "4.3.5", "the transport has neither `file` nor `dir`")
    path = expand(text, _with_user(scope, named))
    if isinstance(path, Failed):
        return ends.deferred(job, "4.3.5", f"the path has no value: {path.reason}")
    if isinstance(path, Unknown):
        return ends.deferred(job, "4.3.0", path.reason)
    return _checked(job, path.text, directory=driver.file is None)


def _name(job: Job, driver: AppendFileDriver, delivery: Delivery, world: World) -> str | Outcome:
    name = delivery.address
    if driver.expand_user:
        expanded = _without_tilde(name, delivery, world)
        if isinstance(expanded, Unknown):
            return ends.deferred(job, "4.3.0", expanded.reason)
        if isinstance(expanded, Failed):
            return ends.failed(job, "5.1.3", expanded.reason)
        name = expanded.text
    if "/" in name and (driver.check_user or delivery.kind != "file"):
        return ends.failed(job, "5.1.3", f"`{printable(name)}` is no mailbox name", Notify.OWNER_OR_SENDER)
    return name


def _without_tilde(name: str, delivery: Delivery, world: World) -> Value | Failed | Unknown:
    """`~/x` and `~login/x` of a file address. Nothing else in it is expanded: an address is no template here."""
    if "$" in name:
        return Failed(f"`$` is not expanded in the file address `{printable(name)}`")
    if not name.startswith("~"):
        return Value(name)
    login, slash, rest = name[1:].partition("/")
    if not login:
        return Value(delivery.home + slash + rest) if delivery.home else Failed("the address has no home directory")
    found = world.login(login)
    if isinstance(found, Found):
        return Value(found.value.home + slash + rest)
    return Failed(f"there is no account `{printable(login)}`") if isinstance(found, Absent) else found


def _with_user(scope: Scope, name: str) -> Scope:
    if scope.address is None or scope.address.user == name:
        return scope
    return msgspec.structs.replace(scope, address=msgspec.structs.replace(scope.address, user=name))


def _checked(job: Job, path: str, *, directory: bool) -> Target | Outcome:
    if not path.startswith("/") or "\0" in path:
        return ends.deferred(job, "4.3.5", f"`{printable(path)}` is no absolute path")
    if ".." in path.split("/"):
        return ends.failed(job, "5.1.3", f"`{printable(path)}` leaves its directory by `..`")
    return Target(path, directory)
