"""Driver gethostbyaddr: targets that are an address in brackets.

The reverse name is asked for only to see whether the address is this host's: it is written by whoever holds the
address, so mail is never given to that name, always to the address itself.
"""

from __future__ import annotations

from smail_runtime.mail.case import lower
from smail_runtime.mail.path import literal_address
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Here, Passed, Route, Routing, Stopped
from smail_runtime.routing.outcomes import defers, fails
from smail_runtime.routing.resolution import Host
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Found, Unknown
from smail_runtime.table.router import HostByAddrDriver


def ask(driver: HostByAddrDriver, target: str, around: Surroundings) -> Routing:
    """A full match for `[n.n.n.n]` and `[IPv6:...]`; other brackets fail with fail_if_error."""
    if not target.startswith("["):
        return Passed("it takes address literals only")
    address = literal_address(target)
    if address is None:
        reason = f"{printable(target)} is no address literal"
        return Stopped(reason, fails("5.1.2", reason)) if driver.fail_if_error else Passed(reason)
    if driver.check_for_local:
        name = around.world.name_of(address)
        if isinstance(name, Unknown):
            reason = f"name of {address}: {name.reason}"
            return Stopped(reason, defers(reason, "4.4.3"))
        if isinstance(name, Found) and _ours(lower(name.value.rstrip(".")), around):
            return Here(f"{address} is {name.value}, which is this host")
    return Route(
        reason=f"it is the address {address}",
        length=len(target),
        full=True,
        next_host=target,
        hosts=(Host(target, 0, (address,)),),
    )


def _ours(name: str, around: Surroundings) -> bool:
    """Whether a reverse name is a name of this host; `localhost` is one here."""
    return name == "localhost" or name in around.names.local
