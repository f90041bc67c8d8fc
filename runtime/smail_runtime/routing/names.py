"""The names by which this host is known (reference semantics, sections 10.4 and 20)."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from smail_runtime.routing.world import World
from smail_runtime.table.program import Variables


class Names(msgspec.Struct, frozen=True):
    """`local` holds, in lower case, every name that makes an address local; visible_name alone does not."""

    primary: str
    uucp: str
    visible: str
    local: frozenset[str]


def names_of(variables: Variables, world: World) -> Names:
    """The names in force: as configured, else computed from the machine's own name."""
    hostnames = variables.hostnames or computed_hostnames(variables.visible_domains, world.host_name())
    return _names(hostnames, variables.uucp_name, variables.visible_name, variables.more_hostnames)


@lru_cache(maxsize=16)
def _names(hostnames: tuple[str, ...], uucp: str | None, visible: str | None, more: tuple[str, ...]) -> Names:
    primary = hostnames[0]
    uucp = uucp or primary.partition(".")[0]
    local = frozenset(name.lower() for name in (uucp, *hostnames, *more) if name)
    return Names(primary, uucp, visible or primary, local)


def computed_hostnames(visible_domains: tuple[str, ...], host_name: str) -> tuple[str, ...]:
    """The host's own plain name joined with each visible domain; its full name when there are none."""
    plain = host_name.partition(".")[0]
    return tuple(f"{plain}.{domain}" for domain in visible_domains if domain) or (host_name,)
