"""Driver bind: the domain name system, MX records first, then addresses (RFC 5321, section 5.1; RFC 7505)."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Route, Routing, Stopped
from smail_runtime.routing.domains import any_ends_in, covered, ends_in
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.resolution import Host
from smail_runtime.routing.routers import british
from smail_runtime.routing.routers.candidates import candidates, is_dns_name
from smail_runtime.routing.routers.exchangers import usable_hosts, without_exchangers
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Absent, Found, Mx, Unknown
from smail_runtime.table.router import BindDriver


class Query(msgspec.Struct, frozen=True):
    """A target to be found; `by_gateway` tells that the names asked for are those of a gateway to it."""

    driver: BindDriver
    target: str
    around: Surroundings
    by_gateway: bool


def ask(driver: BindDriver, target: str, around: Surroundings) -> Routing:
    """A full match if the target, or another form of it, is known to the domain name system."""
    if target.startswith("["):
        return Passed("it takes host names, not address literals")
    if driver.match_domains and "." in target and not any_ends_in(driver.match_domains, target, or_equal=False):
        return Passed(f"{printable(target)} is in none of match_domains")
    if covered(driver.ignore_domains, target):
        return Passed(f"{printable(target)} is in ignore_domains")
    gateway = _gateway(driver.gateways, target)
    name = lower(gateway or target).strip(".")
    if driver.domain_required and "." not in name:
        return Passed(f"{printable(name)} has no domain")
    answer = _first_known(name, Query(driver, target, around, gateway is not None))
    fallback = lower(driver.fallback_gateway or "").strip(".")
    if fallback and isinstance(answer, Passed) and not answer.uncertain:
        return _asked(fallback, Query(driver, target, around, by_gateway=True))
    return answer


def _gateway(gateways: tuple[str, ...], target: str) -> str | None:
    """The gateway whose group covers the target: `gw:domain:domain:+:gw2:domain`."""
    gateway = ""
    for item in gateways:
        if item == "+":
            gateway = ""
        elif not gateway:
            gateway = item
        elif ends_in(item, target, or_equal=True):
            return gateway
    return None


def _first_known(name: str, query: Query) -> Routing:
    answer: Routing = Passed(f"{printable(name)} is no name of the DNS")
    for candidate in candidates(query.driver, name, query.around.names.primary):
        answer = _asked(candidate, query)
        if not isinstance(answer, Passed) or answer.uncertain:
            return answer
    return answer


def _asked(name: str, query: Query) -> Routing:
    """One name as it stands."""
    driver, world = query.driver, query.around.world
    if not is_dns_name(name):
        return Passed(f"{printable(name)} is no name of the DNS")
    found = world.mx(name)
    if isinstance(found, Unknown):
        return _unknown(driver, f"MX records of {printable(name)}: {found.reason}")
    if isinstance(found, Absent):
        return Passed(f"{printable(name)} does not exist")
    chain = world.aliases(name, "MX")
    if isinstance(chain, Found) and len(chain.value) > driver.cname_limit:
        return _unknown(driver, f"{printable(name)} stands at the head of {len(chain.value)} aliases")
    if driver.required and not covered(driver.required, name):
        return Passed(f"{printable(name)} is in none of the required domains")
    return _known(name, found.value, query)


def _known(name: str, records: tuple[Mx, ...], query: Query) -> Routing:
    """The way to a name that exists."""
    driver, around = query.driver, query.around
    kept = british.kept(driver.british, name, records)
    if records and not kept:
        return british.greybook(driver.british, name, query.target, around)
    hosts = _hosts(driver, name, kept, around)
    if not isinstance(hosts, tuple):
        return hosts
    shown = ", ".join(printable(host.name) for host in hosts[:3]) + (", ..." if len(hosts) > 3 else "")
    return Route(
        reason=f"mail for {printable(name)} is taken by {shown}",
        length=len(query.target),
        full=True,
        next_host=name,
        hosts=hosts,
        keep_target=query.by_gateway,
    )


def _hosts(
    driver: BindDriver, name: str, records: tuple[Mx, ...], around: Surroundings
) -> tuple[Host, ...] | Passed | Stopped:
    if records:
        return usable_hosts(records, name, around, local_okay=driver.local_mx_okay)
    if driver.mx_only or any_ends_in(driver.mx_domains, name, or_equal=True):
        return Passed(f"{printable(name)} has no MX record")
    found = around.world.addresses(name)
    if isinstance(found, Unknown):
        return _unknown(driver, f"addresses of {printable(name)}: {found.reason}")
    if isinstance(found, Absent) or not found.value:
        return Passed(f"{printable(name)} has neither MX records nor addresses")
    return without_exchangers(name, found.value, around, local_okay=driver.local_mx_okay)


def _unknown(driver: BindDriver, reason: str) -> Passed | Stopped:
    """Nobody can tell: the address waits, or other routers are asked and it waits only if none of them knows it."""
    return Stopped(reason, defers(reason, "4.4.3")) if driver.defer_no_connect else Passed(reason, uncertain=True)
