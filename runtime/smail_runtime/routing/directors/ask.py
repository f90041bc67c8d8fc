"""Asking a director, whatever its driver is."""

from __future__ import annotations

from smail_runtime.routing.answers import Direction, Passed, Stopped
from smail_runtime.routing.directors import aliasfile, altuser, error, forwardfile, include, smartuser, user
from smail_runtime.routing.directors.senders import permitted
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.table.base import UnavailableDriver
from smail_runtime.table.director import (
    AliasFileDriver,
    AltUserDriver,
    Director,
    ErrorDriver,
    ForwardFileDriver,
    IncludeDriver,
    SmartUserDriver,
    UserDriver,
)


def ask_director(director: Director, work: Work, around: Surroundings) -> Direction:
    """The director's answer about a local name or an include form."""
    return permitted(_asked(director, work, around), director, work, around)


def _asked(director: Director, work: Work, around: Surroundings) -> Direction:
    driver = director.driver
    if isinstance(driver, IncludeDriver):
        return include.ask(driver, work, around)
    if work.kind == "include":
        return Passed("it takes no include files")
    if isinstance(driver, ErrorDriver):
        return error.ask(driver, work, around)
    if work.kind == "error":
        return Passed("it takes no errors")
    if director.domains and not _serves(director.domains, work.host):
        return Passed(f"it serves {':'.join(director.domains)}, not {work.host}")
    if isinstance(driver, AliasFileDriver):
        return aliasfile.ask(director.name, driver, work, around)
    if isinstance(driver, ForwardFileDriver):
        return forwardfile.ask(driver, work, around)
    if isinstance(driver, UserDriver):
        return user.ask(driver, work, around)
    if isinstance(driver, AltUserDriver):
        return altuser.ask(director, driver, work, around)
    if isinstance(driver, SmartUserDriver):
        return smartuser.ask(driver, work, around)
    return unavailable(driver, built_in=director.at is None)


def _serves(domains: tuple[str, ...], host: str) -> bool:
    return any(domain.lower() == host.lower() for domain in domains)


def unavailable(driver: UnavailableDriver, *, built_in: bool) -> Passed | Stopped:
    """A driver that this release does not run: a built-in entry passes, a site's own entry makes the mail wait."""
    reason = f"this release does not run the driver {driver.driver}"
    return Passed(reason) if built_in else Stopped(reason, defers(reason, "4.3.5"))
