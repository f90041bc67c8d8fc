"""Driver gethostbyname: full host names that have an address; the next host is the name they officially have."""

from __future__ import annotations

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Route, Routing, Stopped
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.resolution import Host
from smail_runtime.routing.routers.candidates import is_dns_name
from smail_runtime.routing.routers.names import name_within
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Absent, Found, Unknown
from smail_runtime.table.router import HostByNameDriver


def ask(driver: HostByNameDriver, target: str, around: Surroundings) -> Routing:
    """A full match if the name, without the domains to strip, has an address."""
    asked = name_within(target, driver.required, driver.domain)
    if isinstance(asked, Passed):
        return asked
    name = asked.name.strip(".")
    if driver.only_local_domain and "." in name:
        return Passed(f"{printable(name)} is not in the local domain")
    found = around.world.addresses(name) if is_dns_name(name) else Absent()
    if isinstance(found, Unknown):
        return _waits(f"addresses of {printable(name)}: {found.reason}")
    if isinstance(found, Absent) or not found.value:
        return Passed(f"host {printable(name)} has no address")
    chain = around.world.aliases(name, "A")
    if isinstance(chain, Unknown):
        return _waits(f"aliases of {printable(name)}: {chain.reason}")
    official = lower(chain.value[-1]) if isinstance(chain, Found) and chain.value else name
    return Route(
        reason=f"host {printable(official)} has address {found.value[0]}",
        length=len(target),
        full=True,
        next_host=official,
        hosts=(Host(official, 0, found.value),),
    )


def _waits(reason: str) -> Stopped:
    return Stopped(reason, defers(reason, "4.4.3"))
