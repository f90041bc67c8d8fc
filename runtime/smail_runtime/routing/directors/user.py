"""Drivers user and altuser: the name is an account, and its mail goes to a transport."""

from __future__ import annotations

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Delivered, Direction, Passed, Stopped
from smail_runtime.routing.directors.affix import Bare, absent, bare
from smail_runtime.routing.expand import LOOKUP_LIMIT
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.routing.world import Absent, Found, Login, Unknown
from smail_runtime.table.director import UserDriver


def ask(driver: UserDriver, work: Work, around: Surroundings) -> Direction:
    """Take the name if it is an account of the machine, or of the password file named."""
    name = bare(work.name, driver.prefix, driver.suffix)
    if name is None:
        return Passed(absent(driver.prefix, driver.suffix))
    asked = lower(name.name) if driver.ignore_case else name.name
    return delivered(_login(driver, asked, around), name, driver.transport)


def delivered(found: Found[Login] | Absent | Unknown, name: Bare, transport: str) -> Direction:
    """The answer for a name whose account was looked up."""
    if isinstance(found, Unknown):
        reason = f"account {printable(name.name)}: {found.reason}"
        return Stopped(reason, defers(reason))
    if isinstance(found, Absent):
        return Passed(found.reason or f"there is no account `{printable(name.name)}`")
    login = found.value
    reason = f"took it: account `{printable(login.name)}`"
    return Delivered(reason, transport, login.name, login.name, login.home, name.prefix, name.suffix)


def _login(driver: UserDriver, name: str, around: Surroundings) -> Found[Login] | Absent | Unknown:
    if driver.pwfile is None:
        return around.world.login(name)
    read = around.world.read(around.path(driver.pwfile), LOOKUP_LIMIT)
    if isinstance(read, Found):
        return account_in(read.value.data, name) or Absent(f"no account `{printable(name)}` in {driver.pwfile}")
    return read if isinstance(read, Unknown) else Unknown(f"{driver.pwfile} does not exist")


def account_in(data: bytes, name: str) -> Found[Login] | None:
    """The account of that name in a file of `name:password:uid:gid:gecos:home:shell` lines."""
    wanted = name.encode("utf-8", "surrogateescape") + b":"
    for line in data.split(b"\n"):
        if line.startswith(wanted) and (login := account(name, line[len(wanted) :])) is not None:
            return Found(login)
    return None


def account(name: str, rest: bytes) -> Login | None:
    """The account that the fields behind the name tell of; None when they are too few or not numbers."""
    fields = rest.decode("utf-8", "surrogateescape").split(":")
    if len(fields) < 5 or not _is_number(fields[1]) or not _is_number(fields[2]):
        return None
    return Login(name, int(fields[1]), int(fields[2]), fields[4])


def _is_number(field: str) -> bool:
    return field.isascii() and field.isdecimal() and len(field) <= 10
