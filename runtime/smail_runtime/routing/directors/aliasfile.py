"""Driver aliasfile: the name is a key in a database, its value a list of addresses."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Direction, Passed, Produced, Stopped
from smail_runtime.routing.databases import look_up
from smail_runtime.routing.directors.affix import absent, bare
from smail_runtime.routing.directors.checks import complaint
from smail_runtime.routing.directors.lists import many, targets_of
from smail_runtime.routing.expand import LOOKUP_LIMIT
from smail_runtime.routing.lsearch import SEARCHES, Hit
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.routing.world import Found, Unknown
from smail_runtime.table.director import AliasFileDriver
from smail_runtime.table.errors import TableError


def ask(section: str, driver: AliasFileDriver, work: Work, around: Surroundings) -> Direction:
    """Look the name up in the section of the table, or in the file itself if that was not compiled."""
    name = bare(work.name, driver.prefix, driver.suffix)
    if name is None:
        return Passed(absent(driver.prefix, driver.suffix))
    answer = _ask(section, driver, name.name, around)
    if isinstance(answer, Produced):
        return msgspec.structs.replace(answer, prefix=name.prefix, suffix=name.suffix)
    return answer


def _ask(section: str, driver: AliasFileDriver, name: str, around: Surroundings) -> Direction:
    """The answer for a name without affixes."""
    if driver.missing:
        return _no_file(driver, f"{driver.file} did not exist when the table was made")
    key = lower(name).encode("utf-8", "surrogateescape")
    if not driver.compiled:
        return _from_file(driver, key, name, around)
    try:
        hit = look_up(around.data, section, key)
    except KeyError:
        return _waits(f"the table has no data for {section}")
    except TableError as damage:
        return _waits(str(damage))
    if hit is None:
        return Passed(f"no alias `{printable(name)}` in {driver.file}")
    return _taken(hit, driver, name, caution=False)


def _from_file(driver: AliasFileDriver, key: bytes, name: str, around: Surroundings) -> Direction:
    search = SEARCHES.get(driver.proto)
    if search is None:
        return _waits(f"this release does not read {driver.proto} databases")
    read = around.world.read(around.path(driver.file), LOOKUP_LIMIT)
    if isinstance(read, Unknown):
        return _waits(f"{driver.file} cannot be read: {read.reason}")
    if not isinstance(read, Found):
        return _no_file(driver, f"{driver.file} does not exist")
    hit = search(read.value.data, key)
    if hit is None:
        return Passed(f"no alias `{printable(name)}` in {driver.file}")
    wrong = complaint(driver.checks, read.value, None, around)
    if isinstance(wrong, Unknown):
        return _waits(f"{driver.file} cannot be judged: {wrong.reason}")
    return _taken(hit, driver, name, caution=wrong is not None)


def _taken(hit: Hit, driver: AliasFileDriver, name: str, *, caution: bool) -> Direction:
    what = f"alias `{printable(name)}`{hit.where} of {driver.file}"
    targets = targets_of(hit.value, what)
    if isinstance(targets, Stopped):
        return targets
    return Produced(f"took it: {what} gives {many(targets)}", targets, caution=caution)


def _no_file(driver: AliasFileDriver, reason: str) -> Direction:
    return Passed(reason) if driver.optional else _waits(reason)


def _waits(reason: str) -> Stopped:
    return Stopped(reason, defers(reason))
