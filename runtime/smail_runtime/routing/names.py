"""The names by which this host is known (reference semantics, sections 10.4 and 20)."""

from __future__ import annotations

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
    primary = hostnames[0]
    uucp = variables.uucp_name or primary.partition(".")[0]
    local = frozenset(name.lower() for name in (uucp, *hostnames, *variables.more_hostnames) if name)
    return Names(primary, uucp, variables.visible_name or primary, local)


def computed_hostnames(visible_domains: tuple[str, ...], host_name: str) -> tuple[str, ...]:
    """The host's own plain name joined with each visible domain; its full name when there are none."""
    plain = host_name.partition(".")[0]
    return tuple(f"{plain}.{domain}" for domain in visible_domains if domain) or (host_name,)
