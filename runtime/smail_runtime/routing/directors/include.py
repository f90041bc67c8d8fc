"""Drivers aliasinclude, forwardinclude and genericinclude: the file of an `:include:` form is a list."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.outcome import Notify
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Direction, Passed, Produced, Stopped
from smail_runtime.routing.directors.checks import complaint, readable_by
from smail_runtime.routing.directors.lists import LIST_LIMIT, many, targets_of
from smail_runtime.routing.file_name import expand_file_name
from smail_runtime.routing.outcomes import defers, fails
from smail_runtime.routing.scope import AddressView
from smail_runtime.routing.values import Failed
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.routing.world import FileText, Found, Login, Unknown
from smail_runtime.table.director import AliasFileDriver, Director, FileChecks, ForwardFileDriver, IncludeDriver

_PRODUCERS = {"aliasfile": AliasFileDriver, "forwardfile": ForwardFileDriver}


def ask(driver: IncludeDriver, work: Work, around: Surroundings) -> Direction:
    """Take an include form whose origin is of this family, and read its file."""
    if work.kind != "include":
        return Passed("it takes include files only")
    producer = _producer(driver, work)
    if producer is None:
        return Passed(f"the include file does not come from a director of driver {driver.family}")
    path = _path(work, around)
    if isinstance(path, Stopped):
        return path
    login = _login(work, around)
    if isinstance(login, Unknown):
        return _waits(f"{printable(path)}: {login.reason}")
    read = around.world.read(path, LIST_LIMIT)
    if not isinstance(read, Found):
        return _waits(f"list file {printable(path)} cannot be read: {read.reason or 'it does not exist'}")
    if not readable_by(read.value, login):
        return _waits(f"list file {printable(path)} is not readable for {_reader(work, around)}")
    return _taken(driver, producer, path, read.value, login, work, around)


def _taken(
    driver: IncludeDriver,
    producer: Director,
    path: str,
    file: FileText,
    login: Login | None,
    work: Work,
    around: Surroundings,
) -> Direction:
    what = f"list file {printable(path)}"
    targets = targets_of(file.data, what)
    if isinstance(targets, Stopped):
        return targets
    checks = _checks(driver, producer)
    wrong = complaint(checks, file, login.uid if login and work.user else None, around)
    if isinstance(wrong, Unknown):
        return _waits(f"{what} cannot be judged: {wrong.reason}")
    return Produced(
        f"took it: {what} gives {many(targets)}" + (f"; with caution, as {wrong}" if wrong else ""),
        targets,
        user=work.user,
        group=work.group,
        home=work.home,
        login=work.login,
        caution=work.caution or wrong is not None,
        unsecure=work.unsecure,
    )


def _producer(driver: IncludeDriver, work: Work) -> Director | None:
    """The director that gave the form, list files skipped, if one behind the form is of the family wanted."""
    behind = [node.director for node in work.lineage() if node.director is not None]
    makers = [one for one in behind if not isinstance(one.driver, IncludeDriver)]
    wanted = any(_wants(driver, one) for one in makers)
    return makers[0] if wanted else None


def _wants(driver: IncludeDriver, maker: Director) -> bool:
    """Whether a director is of the family, and the one named if one is."""
    kind = _PRODUCERS.get(driver.family)
    return driver.match_director in (None, maker.name) and (kind is None or isinstance(maker.driver, kind))


def _path(work: Work, around: Surroundings) -> str | Stopped:
    """The file name, expanded in the context of the parent."""
    parent = work.parent
    view = AddressView(user=parent.name if parent else None, home=work.home)
    value = expand_file_name(work.target, around.scope(view))
    if isinstance(value, Failed):
        reason = f"the name of the list file `{printable(work.target)}` cannot be expanded: {value.reason}"
        return Stopped(reason, fails("5.3.5", reason, Notify.OWNER_OR_POSTMASTER))
    if isinstance(value, Unknown):
        return _waits(value.reason)
    return around.path(value.text)


def _reader(work: Work, around: Surroundings) -> str:
    """The account that opens the file: the attached one, else nobody."""
    return work.user or around.program.variables.nobody or "nobody"


def _login(work: Work, around: Surroundings) -> Login | Unknown | None:
    found = around.world.login(_reader(work, around))
    return found.value if isinstance(found, Found) else found if isinstance(found, Unknown) else None


def _checks(driver: IncludeDriver, producer: Director) -> FileChecks:
    """The demands in force: the entry's own, and with copysecure and copyowners those of the producer."""
    checks = driver.checks
    theirs = getattr(producer.driver, "checks", None)
    if not isinstance(theirs, FileChecks):
        return checks
    if driver.copysecure:
        checks = msgspec.structs.replace(checks, modemask=checks.modemask | theirs.modemask)
    if driver.copyowners:
        checks = msgspec.structs.replace(
            checks,
            owners=checks.owners + theirs.owners,
            owngroups=checks.owngroups + theirs.owngroups,
            checkowner=checks.checkowner or theirs.checkowner,
        )
    return checks


def _waits(reason: str) -> Stopped:
    return Stopped(reason, defers(reason))
