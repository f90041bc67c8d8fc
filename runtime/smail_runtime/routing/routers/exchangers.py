"""Which of a domain's mail exchangers may be used (RFC 5321, section 5.1; RFC 7505).

Mail must not come back: an exchanger that is this host, by its name or by an address, ends the list, and all of its
preference or a higher one go with it.
"""

from __future__ import annotations

import ipaddress

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Stopped
from smail_runtime.routing.outcomes import fails
from smail_runtime.routing.resolution import Host
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Absent, Found, Mx

MAX_EXCHANGERS = 30

Usable = tuple[Host, ...] | Passed | Stopped


def usable_hosts(records: tuple[Mx, ...], name: str, around: Surroundings, *, local_okay: bool) -> Usable:
    """The exchangers in order of preference, those without any address left out.

    A null MX fails for good (5.1.10); so does a domain whose best exchanger is this host, unless `local_okay`, and
    one whose exchangers all have no address.
    """
    named = sorted((mx for mx in records if mx.name.strip(".")), key=lambda mx: (mx.preference, mx.name))
    if not named:
        return _fails(f"{printable(name)} takes no mail (null MX)", "5.1.10")
    hosts, ours = _up_to_us(named[:MAX_EXCHANGERS], around)
    if hosts:
        return hosts
    if ours is None:
        return _fails(f"no MX record of {printable(name)} names a host with an address", "5.4.4")
    return _is_us(f"the best MX record of {printable(name)} names {ours}", local_okay=local_okay)


def without_exchangers(name: str, addresses: tuple[str, ...], around: Surroundings, *, local_okay: bool) -> Usable:
    """A domain without MX records stands for itself, and what holds for exchangers holds for it."""
    own = next((address for address in addresses if around.world.is_own(address)), None)
    if own is not None:
        return _is_us(f"{printable(name)} has the address {own}", local_okay=local_okay)
    usable = tuple(one for one in addresses if _is_of_a_host(one))
    if not usable:
        return _fails(f"{printable(name)} has no address that a host can have", "5.4.4")
    return (Host(name, 0, usable),)


def _up_to_us(named: list[Mx], around: Surroundings) -> tuple[tuple[Host, ...], str | None]:
    """The exchangers better than this host, and what tells that one is this host."""
    hosts: list[Host] = []
    for mx in named:
        if lower(mx.name.rstrip(".")) in around.names.local:
            return _better(hosts, mx), "this host, which does not take it as local"
        host = _host(mx, around)
        own = next((one for one in host.addresses if around.world.is_own(one)), None) if host else None
        if own is not None:
            return _better(hosts, mx), f"{printable(mx.name)} with the address {own}, which is this host's"
        if host is not None:
            hosts.append(host)
    return tuple(hosts), None


def _better(hosts: list[Host], ours: Mx) -> tuple[Host, ...]:
    return tuple(host for host in hosts if host.preference < ours.preference)


def _host(mx: Mx, around: Surroundings) -> Host | None:
    """The exchanger with its addresses, without them if nobody can tell for now, None if it has none."""
    name = lower(mx.name.rstrip("."))
    found = around.world.addresses(name)
    if isinstance(found, Absent):
        return None
    if not isinstance(found, Found):
        return Host(name, mx.preference)
    usable = tuple(one for one in found.value if _is_of_a_host(one) or around.world.is_own(one))
    return Host(name, mx.preference, usable) if usable else None


def _is_of_a_host(address: str) -> bool:
    """Whether a host can have the address: not that of a group, of nobody, or set aside for ever."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    aside = known.version == 4 and known.is_reserved
    return not (known.is_multicast or known.is_unspecified or aside)


def _is_us(what: str, *, local_okay: bool) -> Passed | Stopped:
    reason = f"{what}: mail for it would come back"
    return Passed(reason) if local_okay else _fails(reason, "5.4.6")


def _fails(reason: str, status: str) -> Stopped:
    return Stopped(reason, fails(status, reason))
