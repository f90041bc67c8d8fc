"""What a router says of a target."""

from __future__ import annotations

import msgspec


class Match(msgspec.Struct, frozen=True):
    """Next host (None for this one), the route behind it, how many characters matched, and the driver's transport."""

    host: str | None
    rest: tuple[str, ...]
    length: int
    transport: str | None = None


def whole(host: str, target: str) -> Match:
    """A full match."""
    return Match(host, (), len(target))
