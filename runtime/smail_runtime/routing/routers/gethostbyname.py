"""Driver gethostbyname: full host names that have an address."""

from __future__ import annotations

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Route, Routing, Stopped
from smail_runtime.routing.domains import any_ends_in, stripped
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.resolution import Host
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Absent, Unknown
from smail_runtime.table.router import HostByNameDriver


def ask(driver: HostByNameDriver, target: str, around: Surroundings) -> Routing:
    """A full match if the name, without the domains to strip, has an address."""
    if target.startswith("["):
        return Passed("it takes host names, not address literals")
    if driver.required and not any_ends_in(driver.required, target, or_equal=False):
        return Passed(f"{printable(target)} is in none of the required domains")
    name = lower(stripped(driver.domain, target))
    if driver.only_local_domain and "." in name:
        return Passed(f"{name} is not in the local domain")
    found = around.world.addresses(name)
    if isinstance(found, Unknown):
        reason = f"addresses of {printable(name)}: {found.reason}"
        return Stopped(reason, defers(reason, "4.4.3"))
    if isinstance(found, Absent) or not found.value:
        return Passed(f"host {printable(name)} has no address")
    return Route(
        reason=f"host {printable(name)} has address {found.value[0]}",
        length=len(target),
        full=True,
        next_host=name,
        hosts=(Host(name, 0, found.value),),
    )
