"""Driver smarthost: the weakest match of all, for whatever nobody else knows."""

from __future__ import annotations

from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Route, Routing, Stopped
from smail_runtime.routing.domains import any_ends_in
from smail_runtime.routing.outcomes import misconfigured
from smail_runtime.routing.routers.route_text import bang_path, behind_us
from smail_runtime.routing.work import Surroundings
from smail_runtime.table.router import SmartHostDriver


def ask(driver: SmartHostDriver, target: str, around: Surroundings) -> Routing:
    """A route along `path`, else along the variable smart_path; targets in auth_domains are left to others."""
    variables = around.program.variables
    path = _path(driver) or variables.smart_path
    if not path:
        return Passed("neither path nor smart_path is set")
    if any_ends_in(variables.auth_domains, target, or_equal=True):
        return Passed(f"{printable(target)} is in auth_domains")
    hosts = bang_path(path.removesuffix("!%s"))
    if hosts is None:
        reason = f"the path {printable(path)} is no bang path"
        return Stopped(reason, misconfigured(reason))
    hosts = behind_us(hosts, around.names.local)
    if not hosts:
        return Passed(f"the path {printable(path)} leads to this host")
    return Route(
        reason=f"everything else goes by way of {printable(hosts[0])}",
        length=0,
        full=False,
        next_host=hosts[0],
        behind=hosts[1:],
        transport=None if _path(driver) else variables.smart_transport,
    )


def _path(driver: SmartHostDriver) -> str | None:
    """The way that the entry itself gives: `path`, else `host` and the `route` behind it."""
    return driver.path or "!".join(part for part in (driver.host, driver.route) if part) or None
