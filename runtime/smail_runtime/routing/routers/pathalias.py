"""Driver pathalias: a database of routes to hosts and to whole domains."""

from __future__ import annotations

from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Here, Passed, Route, Routing, Stopped
from smail_runtime.routing.outcomes import misconfigured
from smail_runtime.routing.routers.database import Hit, climbed, opened
from smail_runtime.routing.routers.names import name_within, size
from smail_runtime.routing.routers.route_text import BAD_ROUTE, behind_us, route_of
from smail_runtime.routing.work import Surroundings
from smail_runtime.table.router import PathAliasDriver


def ask(driver: PathAliasDriver, target: str, around: Surroundings) -> Routing:
    """The route of the target, or of the longest domain that has one; a route to a domain is a partial match."""
    asked = name_within(target, driver.required, driver.domain)
    if isinstance(asked, Passed):
        return asked
    search = opened(driver.data, around)
    if isinstance(search, Passed | Stopped):
        return search
    found = climbed(search, asked.name)
    if found is None:
        return Passed(f"no route to {printable(asked.name)}")
    hit, covered = found
    return _routed(hit, covered + asked.cut, covered == size(asked.name), around)


def _routed(hit: Hit, length: int, full: bool, around: Surroundings) -> Routing:
    hosts = route_of(hit.value)
    if hosts is None:
        reason = f"{printable(hit.value)}{hit.where} is no route: {BAD_ROUTE}"
        return Stopped(reason, misconfigured(reason))
    reason = f"{printable(hit.value)}{hit.where}"
    hosts = behind_us(hosts, around.names.local)
    if hosts:
        return Route(reason, length, full, hosts[0], hosts[1:])
    return Here(f"{reason} says this host") if full else Route(f"{reason} says this host", length, False, "")
