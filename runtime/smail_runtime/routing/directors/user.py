"""Driver user: the name is an account, and its mail goes to a transport."""

from __future__ import annotations

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Delivered, Direction, Passed, Stopped
from smail_runtime.routing.directors.affix import absent_affix, without_affixes
from smail_runtime.routing.expand import LOOKUP_LIMIT
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.routing.world import Absent, Found, Login, Unknown
from smail_runtime.table.director import UserDriver


def ask(driver: UserDriver, work: Work, around: Surroundings) -> Direction:
    """Take the name if it is an account of the machine, or of the password file named."""
    name = without_affixes(work.name, driver.prefix)
    if name is None:
        return Passed(absent_affix(driver.prefix))
    found = _login(driver, lower(name) if driver.ignore_case else name, around)
    if isinstance(found, Unknown):
        reason = f"account {printable(name)}: {found.reason}"
        return Stopped(reason, defers(reason))
    if isinstance(found, Absent):
        return Passed(found.reason or f"there is no account `{printable(name)}`")
    login = found.value
    return Delivered(
        f"took it: account `{printable(login.name)}`", driver.transport, login.name, login.name, login.home
    )


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
        if line.startswith(wanted):
            fields = line.decode("utf-8", "surrogateescape").split(":")
            if len(fields) >= 6 and fields[2].isdecimal() and fields[3].isdecimal():
                return Found(Login(name, int(fields[2]), int(fields[3]), fields[5]))
    return None
