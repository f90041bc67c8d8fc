"""Driver altuser: the name is a key in a database of accounts, and its mail goes to a transport."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Delivered, Direction, Passed, Stopped
from smail_runtime.routing.directors.affix import absent, bare
from smail_runtime.routing.directors.checks import complaint
from smail_runtime.routing.directors.user import account, delivered
from smail_runtime.routing.expand import LOOKUP_LIMIT
from smail_runtime.routing.lsearch import SEARCHES
from smail_runtime.routing.outcomes import defers, misconfigured
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.routing.world import Absent, FileText, Found, Login, Unknown
from smail_runtime.table.director import AltUserDriver, Director


def ask(director: Director, driver: AltUserDriver, work: Work, around: Surroundings) -> Direction:
    """Take the name if the database has it. A file that cannot be read makes the mail wait."""
    name = bare(work.name, driver.prefix, driver.suffix)
    if name is None:
        return Passed(absent(driver.prefix, driver.suffix))
    read = around.world.read(around.path(driver.file), LOOKUP_LIMIT)
    if not isinstance(read, Found):
        return _waits(f"{driver.file} cannot be read: {read.reason or 'it does not exist'}")
    wrong = complaint(driver.checks, read.value, None, around)
    if isinstance(wrong, Unknown):
        return _waits(f"{driver.file} cannot be judged: {wrong.reason}")
    answer = delivered(_account(driver, name.name, read.value), name, driver.transport)
    if wrong is None or not isinstance(answer, Delivered):
        return answer
    return _cautious(answer, wrong, director, around)


def _account(driver: AltUserDriver, name: str, file: FileText) -> Found[Login] | Absent | Unknown:
    """The account of that name, case ignored as in every database; its own name is as the file writes it."""
    search = SEARCHES.get(driver.proto)
    if search is None:
        return Unknown(f"this release does not read {driver.proto} databases")
    hit = search(file.data, name.encode("utf-8", "surrogateescape"))
    if hit is None:
        return Absent(f"no account `{printable(name)}` in {driver.file}")
    value, line = hit.value, hit.line
    written = file.data.split(b"\n", line)[line - 1].strip().partition(b":")[0]
    login = account(written.decode("utf-8", "surrogateescape"), value)
    return Found(login) if login is not None else Unknown(f"line {line} of {driver.file} is no account")


def _cautious(answer: Delivered, wrong: str, director: Director, around: Surroundings) -> Direction:
    """An account of a file that strangers may have written: delivered as nobody, or not at all for now."""
    if not director.nobody:
        reason = f"the accounts of director {director.name} are not to be trusted: {wrong}"
        return Stopped(reason, misconfigured(reason, around.shown_place(director.at)))
    reason, nobody = f"{answer.reason}; with caution, as {wrong}", around.program.variables.nobody
    return msgspec.structs.replace(answer, reason=reason, user=nobody, home=None)


def _waits(reason: str) -> Stopped:
    return Stopped(reason, defers(reason))
