"""The router driver `bind`: MX records, then addresses (section 14, c.7, RFC 5321 section 5.1, RFC 7505)."""

from __future__ import annotations

from smail_compiler.ir.program import Entry
from smail_runtime.routing.world import Absent, Found, Mx, Unknown
from tests.reference.around import Around, value
from tests.reference.domains import chosen_by, ends_in, first_suffix, items
from tests.reference.matches import Match
from tests.reference.outcome import DeferredError, PassedError, RefusedError


def bind(router: Entry, target: str, around: Around) -> Match | None:
    """match_domains, ignore_domains, gateways, domain_required, query, required; always a full match (14)."""
    name = target.removeprefix(".")
    wanted = items(value(router, "match_domains"))
    if target.startswith("[") or (wanted and "." in name and first_suffix(name, wanted) is None):
        return None
    if chosen_by(name, items(value(router, "ignore_domains"))):
        return None
    gateway = _gateway(router, name)
    name = gateway or name
    if value(router, "domain_required") and "." not in name:
        return None
    required = items(value(router, "required"))
    for candidate in _candidates(router, name, around):
        if (not required or chosen_by(candidate, required)) and _known(router, candidate, around):
            return Match(candidate.lower(), (), len(target), gateway=gateway is not None)
    return None


def _candidates(router: Entry, name: str, around: Around) -> list[str]:
    """The name, a plain one in the host's own domain if defnames is on, and then the wider forms (c.7)."""
    domain = around.hostnames[0].partition(".")[2]
    own = f"{name}.{domain}" if value(router, "defnames") and "." not in name and domain else name
    return [own, *(f"{name}.{one}" for one in items(value(router, "widen_domains")))]


def _gateway(router: Entry, name: str) -> str | None:
    """The gateway of the first group that has the name or its end (c.7)."""
    groups: list[list[str]] = [[]]
    for item in items(value(router, "gateways")):
        if item == "+":
            groups.append([])
        else:
            groups[-1].append(item)
    for gateway, *domains in filter(None, groups):
        if any(ends_in(name, one, equal=True) for one in domains):
            return gateway
    return None


def _known(router: Entry, name: str, around: Around) -> bool:
    """Whether mail for a name has somewhere to go. A server that cannot be reached defers or is passed over."""
    try:
        return _answered(router, name, around)
    except DeferredError as error:
        if value(router, "defer_no_connect"):
            raise
        raise PassedError(str(error)) from None


def _answered(router: Entry, name: str, around: Around) -> bool:
    found = around.world.mx(name)
    if isinstance(found, Unknown):
        raise DeferredError(found.reason)
    if isinstance(found, Absent):
        return False
    if found.value:
        return _usable(router, found.value, around)
    demanded = items(value(router, "mx_domains"))
    if value(router, "mx_only") or first_suffix(name, demanded, equal=True) is not None:
        return False
    return _has_address(name, around)


def _has_address(name: str, around: Around) -> bool:
    found = around.world.addresses(name)
    if isinstance(found, Unknown):
        raise DeferredError(found.reason)
    return isinstance(found, Found) and bool(found.value)


def _usable(router: Entry, records: tuple[Mx, ...], around: Around) -> bool:
    """A null record refuses mail, and so does a domain none of whose records leads to another host with an address.

    Our own record is ignored where a better one can be used; else it is an error, or a miss with local_mx_okay (c.7).
    """
    named = [one for one in records if one.name]
    if not named:
        raise RefusedError("the domain takes no mail")
    ours = [one.preference for one in named if around.is_local(one.name)]
    better = [one for one in named if not ours or one.preference < min(ours)]
    if any(_may_have_address(one.name, around) for one in better):
        return True
    if ours and value(router, "local_mx_okay"):
        return False
    raise RefusedError("no MX record leads to another host that has an address")


def _may_have_address(name: str, around: Around) -> bool:
    try:
        return _has_address(name, around)
    except DeferredError:
        return True
