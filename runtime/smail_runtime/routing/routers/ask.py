"""Asking a router, whatever its driver is."""

from __future__ import annotations

from smail_runtime.routing.answers import Routing
from smail_runtime.routing.directors.ask import unavailable
from smail_runtime.routing.routers import bind, gethostbyaddr, gethostbyname, smarthost
from smail_runtime.routing.work import Surroundings
from smail_runtime.table.router import BindDriver, HostByAddrDriver, HostByNameDriver, Router, SmartHostDriver


def ask_router(router: Router, target: str, around: Surroundings) -> Routing:
    """The router's answer about a target: a host name without trailing dot, or an address literal."""
    driver = router.driver
    if isinstance(driver, SmartHostDriver):
        return smarthost.ask(driver, target, around)
    if isinstance(driver, HostByNameDriver):
        return gethostbyname.ask(driver, target, around)
    if isinstance(driver, HostByAddrDriver):
        return gethostbyaddr.ask(driver, target, around)
    if isinstance(driver, BindDriver):
        return bind.ask(driver, target, around)
    return unavailable(driver, built_in=router.at is None)
