"""What directors and routers answer when they are asked about an address. Every answer has a reason for the trace."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.alias_text import Target
from smail_runtime.mail.outcome import Outcome
from smail_runtime.routing.resolution import Host


class Passed(msgspec.Struct, frozen=True):
    """Not mine. `uncertain` tells that this may change: nobody could be asked."""

    reason: str
    uncertain: bool = False


class Stopped(msgspec.Struct, frozen=True):
    """Mine, and it ends here: deferred or failed."""

    reason: str
    outcome: Outcome


class Produced(msgspec.Struct, frozen=True):
    """Other addresses take its place, with identity and marks found by the driver. `plain`: none is special.

    `prefix` and `suffix` are what the driver took off the name.
    """

    reason: str
    targets: tuple[Target, ...]
    user: str | None = None
    group: str | None = None
    home: str | None = None
    login: str | None = None
    caution: bool = False
    unsecure: bool = False
    plain: bool = False
    prefix: str | None = None
    suffix: str | None = None


class Delivered(msgspec.Struct, frozen=True):
    """It goes to a transport under the local name `address`."""

    reason: str
    transport: str
    address: str
    user: str | None = None
    home: str | None = None
    prefix: str | None = None
    suffix: str | None = None


Direction = Passed | Stopped | Produced | Delivered


class Route(msgspec.Struct, frozen=True):
    """A way to the target: `length` characters of it are matched, `full` if all.

    `behind` are the hosts of the route after `next_host`, which is empty for this host: a part of the target is said
    to be here, and nothing of the rest. `hosts` are where to connect, if that is known. `keep_target` adds the target
    to the route although the match is full.
    """

    reason: str
    length: int
    full: bool
    next_host: str
    behind: tuple[str, ...] = ()
    transport: str | None = None
    hosts: tuple[Host, ...] = ()
    keep_target: bool = False


class Here(msgspec.Struct, frozen=True):
    """The target is this host: the remainder is to be parsed again."""

    reason: str


class Again(msgspec.Struct, frozen=True):
    """Another address takes its place and is resolved from the beginning."""

    reason: str
    text: str


Routing = Passed | Stopped | Route | Here | Again
