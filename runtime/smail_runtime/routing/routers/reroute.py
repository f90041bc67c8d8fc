"""Driver reroute: long bang paths made shorter. The shorter path is resolved from the beginning."""

from __future__ import annotations

from collections.abc import Callable

from smail_runtime.mail.address import Address, Form
from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.mail.tokens import tokenize
from smail_runtime.routing.answers import Again, Passed, Routing, Stopped
from smail_runtime.routing.routers.database import LONGEST_NAME, Search, opened
from smail_runtime.routing.routers.names import name_within
from smail_runtime.routing.work import Surroundings
from smail_runtime.table.router import RerouteDriver

BOUNCES = ("", "<+>")


def ask(driver: RerouteDriver, address: Address, target: str, around: Surroundings) -> Routing:
    """The path from the rightmost host on that may start one; behind it, when that is a name of this host."""
    if driver.required and isinstance(name_within(target, driver.required, ()), Passed):
        return Passed(f"{printable(target)} is in none of the required domains")
    path = _path(address)
    if path is None:
        return Passed("it is no pure bang path")
    search = opened(driver.data, around) if driver.matchdb and not driver.matchall and driver.data else None
    if isinstance(search, Stopped):
        return search
    may_start = _candidates(driver, search if not isinstance(search, Passed) else None)
    bounce = not driver.bounceonly or around.facts.sender in BOUNCES
    for at in range(len(path) - 2, -1, -1):
        local = driver.matchlocal and bounce and lower(path[at]) in around.names.local
        if local or (at and may_start(path[at])):
            shorter = "!".join(path[at + 1 :] if local else path[at:])
            return Again(f"the path may start at {printable(path[at])}: {printable(shorter)}", shorter)
    return Passed("no host on the way may start a path")


def _path(address: Address) -> list[str] | None:
    """The hosts of a pure bang path and the local name at its end."""
    tokens = tokenize(address.text) or ()
    bangs, words = tokens[1::2], list(tokens[0::2])
    pure = address.form is Form.BANG and len(tokens) % 2 == 1 and all(one == "!" for one in bangs)
    return words if pure else None


def _candidates(driver: RerouteDriver, search: Search | None) -> Callable[[str], bool]:
    """Whether a host may start the new path."""
    if driver.matchall:
        return lambda host: True
    if search is None:
        return lambda host: False

    def listed(host: str) -> bool:
        asked = name_within(host, (), driver.domain)
        return not isinstance(asked, Passed) and _listed(search, asked.name)

    return listed


def _listed(search: Search, name: str) -> bool:
    """Whether the database says `+`: of the name, without a dot before it, then of its domains with the dot."""
    if len(name) > LONGEST_NAME:
        return False
    keys = [name, *([name[1:]] if name.startswith(".") else [])]
    keys += [name[at:] for at in range(1, len(name)) if name[at] == "."]
    for key in keys:
        hit = search(key)
        if hit is not None:
            return hit.value.startswith("+")
    return False
