"""Driver uuname: the hosts that a program, or a file, lists, one a line."""

from __future__ import annotations

import re

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Route, Routing, Stopped
from smail_runtime.routing.expand import LOOKUP_LIMIT
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.routers.names import name_within
from smail_runtime.routing.routers.program_answers import ran
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Found
from smail_runtime.table.router import NeighboursDriver

_REMARK = re.compile(rb"#[^\n]*")


def ask(driver: NeighboursDriver, target: str, around: Surroundings, *, built_in: bool) -> Routing:
    """A full match, case ignored, of a name in the list."""
    asked = name_within(target, driver.required, driver.domain)
    if isinstance(asked, Passed):
        return asked
    listed = _filed(driver.file, around) if driver.file else _printed(driver, around, built_in=built_in)
    if not isinstance(listed, bytes):
        return listed
    name = asked.name.removeprefix(".")
    lines = listed.decode("utf-8", "surrogateescape").split("\n")
    known = next((one for one in map(str.strip, lines) if one and lower(one) == name), None)
    if known is None:
        return Passed(f"{printable(name)} is no neighbour")
    return Route(f"{printable(known)} is a neighbour", len(target), True, known)


def _printed(driver: NeighboursDriver, around: Surroundings, *, built_in: bool) -> bytes | Passed | Stopped:
    """What the program prints."""
    statfile = None if driver.statfile is None else around.path(driver.statfile)
    answer = ran(driver.cmd, around.programs, statfile, built_in=built_in)
    if isinstance(answer, Passed | Stopped):
        return answer
    if answer.status:
        return _waits(f"{printable(driver.cmd[0])} ended with status {answer.status}")
    return answer.output


def _filed(file: str, around: Surroundings) -> bytes | Stopped:
    """The text of the file; without it nobody can tell who is a neighbour."""
    read = around.world.read(around.path(file), LOOKUP_LIMIT)
    if isinstance(read, Found):
        return _REMARK.sub(b"", read.value.data)
    return _waits(f"{file} cannot be read: {read.reason or 'it does not exist'}")


def _waits(reason: str) -> Stopped:
    return Stopped(reason, defers(reason))
