"""Driver smarthost: the weakest match of all, for whatever nobody else knows."""

from __future__ import annotations

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Route, Routing
from smail_runtime.routing.domains import any_ends_in
from smail_runtime.routing.work import Surroundings
from smail_runtime.table.router import SmartHostDriver


def ask(driver: SmartHostDriver, target: str, around: Surroundings) -> Routing:
    """A route along `path`, else along the variable smart_path; targets in auth_domains are left to others."""
    variables = around.program.variables
    path = driver.path or variables.smart_path
    if not path:
        return Passed("neither path nor smart_path is set")
    if any_ends_in(variables.auth_domains, target, or_equal=True):
        return Passed(f"{printable(target)} is in auth_domains")
    hosts = _hosts(path, around.names.local)
    if not hosts:
        return Passed(f"the path {printable(path)} leads to this host")
    return Route(
        reason=f"everything else goes by way of {printable(hosts[0])}",
        length=0,
        full=False,
        next_host=hosts[0],
        behind=hosts[1:],
        transport=None if driver.path else variables.smart_transport,
    )


def _hosts(path: str, local: frozenset[str]) -> tuple[str, ...]:
    """The hosts of a bang path, leading names of this host left out."""
    hosts = [host for host in path.removesuffix("!%s").split("!") if host]
    while hosts and lower(hosts[0]) in local:
        hosts.pop(0)
    return tuple(hosts)
