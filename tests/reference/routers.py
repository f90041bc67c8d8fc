"""The drivers of routers (section 14). Each gives its match for a target, or None."""

from __future__ import annotations

import re
from collections.abc import Callable

from smail_compiler.ir.program import Entry
from smail_runtime.routing.world import Found, Unknown
from tests.reference.around import Around, text, value
from tests.reference.bind import bind
from tests.reference.domains import first_suffix, items, without
from tests.reference.matches import Match, whole
from tests.reference.outcome import DeferredError, RefusedError
from tests.reference.pathalias import pathalias
from tests.reference.programs import queryprogram, uuname


def smarthost(router: Entry, target: str, around: Around) -> Match | None:
    """Everything outside auth_domains, matched by no character (14)."""
    if first_suffix(target, items(around.text("auth_domains")), equal=True) is not None:
        return None
    own = text(router, "path")
    path = own or around.text("smart_path")
    if not path:
        return None
    host, *rest = path.split("!")
    return Match(host, tuple(rest), 0, None if own else around.text("smart_transport"))


def gethostbyname(router: Entry, target: str, around: Around) -> Match | None:
    """Full names that have an address (14, c.7)."""
    required = items(value(router, "required"))
    if required and first_suffix(target, required) is None:
        return None
    name = without(target, items(value(router, "domain"))).removeprefix(".").lower()
    if value(router, "only_local_domain") and "." in name:
        return None
    found = around.world.addresses(name)
    if isinstance(found, Unknown):
        raise DeferredError(found.reason)
    return whole(name, target) if isinstance(found, Found) and found.value else None


def gethostbyaddr(router: Entry, target: str, around: Around) -> Match | None:
    """`[n.n.n.n]`; the name it leads to may be this host's (14, c.7).

    Mail goes to the address itself, as when there is no name: a name is written by whoever holds the address.
    """
    if not target.startswith("["):
        return None
    numbers = re.fullmatch(r"\[(\d{1,3}(?:\.\d{1,3}){3})\]", target)
    if numbers is None or any(int(one) > 255 for one in numbers[1].split(".")):
        if value(router, "fail_if_error"):
            raise RefusedError("not an internet address")
        return None
    if value(router, "check_for_local") and _is_ours(numbers[1], around):
        return Match(None, (), len(target), None)
    return whole(target, target)


def _is_ours(address: str, around: Around) -> bool:
    """Whether the reverse name is one of ours; `localhost` counts (attributes)."""
    found = around.world.name_of(address)
    if isinstance(found, Unknown):
        raise DeferredError(found.reason)
    return isinstance(found, Found) and (around.is_local(found.value) or found.value.lower() == "localhost")


DRIVERS: dict[str, Callable[[Entry, str, Around], Match | None]] = {
    "smarthost": smarthost,
    "gethostbyname": gethostbyname,
    "gethostbyaddr": gethostbyaddr,
    "bind": bind,
    "pathalias": pathalias,
    "uuname": uuname,
    "queryprogram": queryprogram,
}

__all__ = ["DRIVERS", "Match"]
