"""Driver uuname: the hosts that a program lists, one a line."""

from __future__ import annotations

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Route, Routing, Stopped
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.routers.names import name_within
from smail_runtime.routing.routers.program_answers import ran
from smail_runtime.routing.work import Surroundings
from smail_runtime.table.router import NeighboursDriver


def ask(driver: NeighboursDriver, target: str, around: Surroundings, *, built_in: bool) -> Routing:
    """A full match, case ignored, of a name in the list."""
    asked = name_within(target, driver.required, driver.domain)
    if isinstance(asked, Passed):
        return asked
    statfile = None if driver.statfile is None else around.path(driver.statfile)
    answer = ran(driver.cmd, around.programs, statfile, built_in=built_in)
    if isinstance(answer, Passed | Stopped):
        return answer
    if answer.status:
        reason = f"{printable(driver.cmd[0])} ended with status {answer.status}"
        return Stopped(reason, defers(reason))
    name = asked.name.removeprefix(".")
    lines = answer.output.decode("utf-8", "surrogateescape").split("\n")
    known = next((one for one in map(str.strip, lines) if one and lower(one) == name), None)
    if known is None:
        return Passed(f"{printable(name)} is no neighbour")
    return Route(f"{printable(known)} is a neighbour", len(target), True, known)
