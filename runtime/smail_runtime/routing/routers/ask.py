"""Asking a router, whatever its driver is."""

from __future__ import annotations

from smail_runtime.mail.address import Address
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Routing
from smail_runtime.routing.directors.ask import unavailable
from smail_runtime.routing.domains import covered
from smail_runtime.routing.routers import (
    bind,
    gethostbyaddr,
    gethostbyname,
    pathalias,
    queryprogram,
    reroute,
    rewrite,
    smarthost,
    uuname,
)
from smail_runtime.routing.work import Surroundings
from smail_runtime.table.base import UnavailableDriver
from smail_runtime.table.router import (
    BindDriver,
    HostByAddrDriver,
    HostByNameDriver,
    NeighboursDriver,
    PathAliasDriver,
    QueryProgramDriver,
    RerouteDriver,
    RewriteDriver,
    Router,
    SmartHostDriver,
)


def ask_router(router: Router, address: Address, target: str, around: Surroundings) -> Routing:
    """The router's answer about an address for `target`: a host name in the form of `asked_name`, or a literal."""
    if router.only_match_domains and not covered(router.only_match_domains, target):
        return Passed(f"{printable(target)} is in none of only_match_domains")
    if covered(router.ignore_domains, target):
        return Passed(f"{printable(target)} is in ignore_domains")
    driver, built_in = router.driver, router.at is None
    match driver:
        case BindDriver():
            return bind.ask(driver, target, around)
        case SmartHostDriver():
            return smarthost.ask(driver, target, around)
        case HostByNameDriver():
            return gethostbyname.ask(driver, target, around)
        case HostByAddrDriver():
            return gethostbyaddr.ask(driver, target, around)
        case PathAliasDriver():
            return pathalias.ask(driver, target, around)
        case NeighboursDriver():
            return uuname.ask(driver, target, around, built_in=built_in)
        case QueryProgramDriver():
            return queryprogram.ask(driver, target, around, built_in=built_in)
        case RewriteDriver():
            return rewrite.ask(driver, address, target, around)
        case RerouteDriver():
            return reroute.ask(driver, address, target, around)
        case UnavailableDriver():
            return unavailable(driver, built_in=built_in)
