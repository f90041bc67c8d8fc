"""What a router says of a target."""

from __future__ import annotations

import msgspec


class Match(msgspec.Struct, frozen=True):
    """Next host (None for this one), the route behind it, how many characters matched, and the driver's transport.

    `gateway` tells that the next host is not the target, which therefore stays in the address.
    """

    host: str | None
    rest: tuple[str, ...]
    length: int
    transport: str | None = None
    gateway: bool = False


def whole(host: str, target: str) -> Match:
    """A full match."""
    return Match(host, (), len(target))
