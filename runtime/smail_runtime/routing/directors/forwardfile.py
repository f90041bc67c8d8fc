"""Driver forwardfile: the name leads to a file, and that holds a list of addresses."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.alias_text import Target
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Direction, Passed, Produced, Stopped
from smail_runtime.routing.directors.affix import Bare, absent, bare
from smail_runtime.routing.directors.checks import complaint
from smail_runtime.routing.directors.lists import LIST_LIMIT, many, targets_of
from smail_runtime.routing.directors.marked import listed
from smail_runtime.routing.expand import expand
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.scope import Scope
from smail_runtime.routing.values import Failed
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.routing.world import Absent, FileText, Login, Unknown
from smail_runtime.table.director import ForwardFileDriver

_FORWARD_TO = b"forward to "


class _Case(msgspec.Struct, frozen=True):
    """One question put to this driver: the name without affixes, its account, and the file that it leads to."""

    bare: Bare
    login: Login | None
    path: str
    scope: Scope


def ask(driver: ForwardFileDriver, work: Work, around: Surroundings) -> Direction:
    """Find the file of the name and read it."""
    if work.name.startswith(".") or "/" in work.name or "\0" in work.name:
        return Passed("names with a leading dot or a slash have no file")
    name = bare(work.name, driver.prefix, driver.suffix, empty=True)
    if name is None:
        return Passed(absent(driver.prefix, driver.suffix))
    found = around.world.login(work.name)
    if isinstance(found, Unknown):
        return _waits(f"account {printable(work.name)}: {found.reason}")
    login = None if isinstance(found, Absent) else found.value
    scope = around.scope(name.view(login.home if login else None))
    path = expand(driver.file, scope)
    if isinstance(path, Failed):
        why = path.reason if login else f"there is no account `{printable(work.name)}`"
        return Passed(f"the name of the file cannot be made: {why}")
    if isinstance(path, Unknown):
        return _waits(path.reason)
    return _read(driver, _Case(name, login, around.path(path.text), scope), around)


def _read(driver: ForwardFileDriver, case: _Case, around: Surroundings) -> Direction:
    shown = printable(case.path)
    read = around.world.read(case.path, LIST_LIMIT)
    if isinstance(read, Absent):
        return Passed(f"{shown} is no regular file" if read.other_kind else f"file {shown} does not exist")
    if isinstance(read, Unknown):
        return _waits(f"file {shown} cannot be read: {read.reason}")
    text = read.value.data
    if driver.forwardto:
        if text[: len(_FORWARD_TO)].lower() != _FORWARD_TO:
            return Passed(f"file {shown} does not start with `Forward to`")
        text = text[len(_FORWARD_TO) :].partition(b"\n")[0]
    targets = targets_of(text, f"file {shown}")
    if isinstance(targets, Stopped):
        return targets
    if not targets:
        return Passed(f"file {shown} holds no address")
    return _taken(driver, case, read.value, targets, around)


def _taken(
    driver: ForwardFileDriver, case: _Case, file: FileText, targets: tuple[Target, ...], around: Surroundings
) -> Direction:
    unsecure = listed(driver.unsecure, case.path, case.login, file.uid, case.scope)
    caution = listed(driver.caution, case.path, case.login, file.uid, case.scope)
    uid = case.login.uid if case.login else None
    caution = caution or complaint(driver.checks, file, uid, around)
    for mark in (unsecure, caution):
        if isinstance(mark, Unknown):
            return _waits(f"file {printable(case.path)} cannot be judged: {mark.reason}")
    mark = f"; unsecure, as {unsecure}" if unsecure else f"; with caution, as {caution}" if caution else ""
    return Produced(
        f"took it: file {printable(case.path)} gives {many(targets)}{mark}",
        targets,
        user=case.login.name if case.login else None,
        home=case.login.home if case.login else None,
        login=case.login.name if case.login else None,
        prefix=case.bare.prefix,
        suffix=case.bare.suffix,
        caution=caution is not None,
        unsecure=unsecure is not None,
    )


def _waits(reason: str) -> Stopped:
    return Stopped(reason, defers(reason))
