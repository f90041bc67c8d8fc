"""Driver bind: the domain name system, MX records first, then addresses (RFC 5321, section 5.1; RFC 7505)."""

from __future__ import annotations

from collections.abc import Iterator

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Route, Routing, Stopped
from smail_runtime.routing.domains import any_ends_in, covered, ends_in
from smail_runtime.routing.outcomes import defers
from smail_runtime.routing.resolution import Host
from smail_runtime.routing.routers.exchangers import usable_hosts
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Absent, Unknown
from smail_runtime.table.router import BindDriver


def ask(driver: BindDriver, target: str, around: Surroundings) -> Routing:
    """A full match if the target, or a wider form of it, is known to the domain name system."""
    if target.startswith("["):
        return Passed("it takes host names, not address literals")
    if driver.match_domains and "." in target and not any_ends_in(driver.match_domains, target, or_equal=False):
        return Passed(f"{printable(target)} is in none of match_domains")
    if covered(driver.ignore_domains, target):
        return Passed(f"{printable(target)} is in ignore_domains")
    gateway = _gateway(driver.gateways, target)
    name = lower(gateway or target)
    if driver.domain_required and "." not in name:
        return Passed(f"{printable(name)} has no domain")
    for candidate in _candidates(driver, name, around):
        answer = _query(driver, candidate, target, around, by_gateway=gateway is not None)
        if not isinstance(answer, Passed) or answer.uncertain:
            return answer
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


def _candidates(driver: BindDriver, name: str, around: Surroundings) -> Iterator[str]:
    """The name as it stands (a plain one in the host's own domain, with defnames), then the wider forms."""
    own = around.names.primary.partition(".")[2]
    yield f"{name}.{own}" if driver.defnames and "." not in name and own else name
    for suffix in driver.widen_domains:
        yield f"{name}.{suffix.strip('.')}"


def _query(
    driver: BindDriver, name: str, target: str, around: Surroundings, *, by_gateway: bool
) -> Passed | Stopped | Route:
    if driver.required and not covered(driver.required, name):
        return Passed(f"{printable(name)} is in none of the required domains")
    hosts = _hosts(driver, name, around)
    if not isinstance(hosts, tuple):
        return hosts
    shown = ", ".join(printable(host.name) for host in hosts[:3]) + (", ..." if len(hosts) > 3 else "")
    return Route(
        reason=f"mail for {printable(name)} is taken by {shown}",
        length=len(target),
        full=True,
        next_host=name,
        hosts=hosts,
        keep_target=by_gateway,
    )


def _hosts(driver: BindDriver, name: str, around: Surroundings) -> tuple[Host, ...] | Passed | Stopped:
    found = around.world.mx(name)
    if isinstance(found, Unknown):
        return _unknown(driver, f"MX records of {printable(name)}: {found.reason}")
    if isinstance(found, Absent):
        return Passed(f"{printable(name)} does not exist")
    if found.value:
        return usable_hosts(found.value, name, around, local_okay=driver.local_mx_okay)
    if driver.mx_only or any_ends_in(driver.mx_domains, name, or_equal=True):
        return Passed(f"{printable(name)} has no MX record")
    return _by_address(driver, name, around)


def _by_address(driver: BindDriver, name: str, around: Surroundings) -> tuple[Host, ...] | Passed | Stopped:
    found = around.world.addresses(name)
    if isinstance(found, Unknown):
        return _unknown(driver, f"addresses of {printable(name)}: {found.reason}")
    if isinstance(found, Absent) or not found.value:
        return Passed(f"{printable(name)} has neither MX records nor addresses")
    return (Host(name, 0, found.value),)


def _unknown(driver: BindDriver, reason: str) -> Passed | Stopped:
    """Nobody can tell: the address waits, or other routers are asked and it waits only if none of them knows it."""
    return Stopped(reason, defers(reason, "4.4.3")) if driver.defer_no_connect else Passed(reason, uncertain=True)
