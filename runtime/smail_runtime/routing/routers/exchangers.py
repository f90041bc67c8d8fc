"""Which of a domain's mail exchangers may be used (RFC 5321, section 5.1; RFC 7505)."""

from __future__ import annotations

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Stopped
from smail_runtime.routing.outcomes import fails
from smail_runtime.routing.resolution import Host
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Absent, Found, Mx

MAX_EXCHANGERS = 30


def usable_hosts(
    records: tuple[Mx, ...], name: str, around: Surroundings, *, local_okay: bool
) -> tuple[Host, ...] | Passed | Stopped:
    """The exchangers in order of preference, cut at this host's own, those without any address left out.

    A null MX fails for good (5.1.10); so does a domain whose best exchanger is this host, unless `local_okay`, and
    one whose exchangers all have no address.
    """
    named = sorted((mx for mx in records if mx.name.strip(".")), key=lambda mx: (mx.preference, mx.name))
    if not named:
        return _fails(f"{printable(name)} takes no mail (null MX)", "5.1.10")
    ours = min((mx.preference for mx in named if _is_local(mx.name, around)), default=None)
    better = [mx for mx in named if ours is None or mx.preference < ours]
    if not better:
        reason = f"the best MX record of {printable(name)} names this host, which does not take it as local"
        return Passed(reason) if local_okay else _fails(reason, "5.4.6")
    hosts = tuple(host for mx in better[:MAX_EXCHANGERS] if (host := _host(mx, around)) is not None)
    return hosts or _fails(f"no MX record of {printable(name)} names a host with an address", "5.4.4")


def _host(mx: Mx, around: Surroundings) -> Host | None:
    """The exchanger with its addresses, without them if nobody can tell for now, None if it has none."""
    name = lower(mx.name.rstrip("."))
    found = around.world.addresses(name)
    if isinstance(found, Absent) or (isinstance(found, Found) and not found.value):
        return None
    return Host(name, mx.preference, found.value if isinstance(found, Found) else ())


def _is_local(name: str, around: Surroundings) -> bool:
    return lower(name.rstrip(".")) in around.names.local


def _fails(reason: str, status: str) -> Stopped:
    return Stopped(reason, fails(status, reason))
