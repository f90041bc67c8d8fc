"""An address at work and everything that sticks to it (sections 10.4, 11 and 13.1)."""

from __future__ import annotations

import msgspec

from smail_compiler.ir.program import Entry
from tests.reference.lists import Kind, Target

INCLUDES = frozenset({"aliasinclude", "forwardinclude", "genericinclude"})


class Identity(msgspec.Struct, frozen=True):
    """The account an address is attached to; None where nothing is known."""

    user: str | None = None
    group: int | None = None
    home: str | None = None


class Item(msgspec.Struct, frozen=True):
    """One address. `director` produced it from `parent`; directors before number `start` are not asked.

    `name` is the local name it came down to, `local_host` the last host of ours that was peeled off it. `owner` is
    the account that has to own the list files named here (checkowner). `depth` counts the steps from the recipient,
    `again` tells that a director with `always` took it. `prefix` and `suffix` are what directors took off.
    """

    text: str
    kind: Kind = Kind.ORDINARY
    parent: Item | None = None
    director: Entry | None = None
    start: int = 0
    name: str = ""
    local_host: str | None = None
    caution: bool = False
    unsecure: bool = False
    identity: Identity = Identity()
    owner: str | None = None
    smart: bool = False
    mailbox_peeled: bool = False
    depth: int = 0
    again: bool = False
    prefix: str | None = None
    suffix: str | None = None

    def with_ancestors(self) -> list[Item]:
        """The address itself and everything it came from, nearest first."""
        return [self, *(self.parent.with_ancestors() if self.parent is not None else ())]


class Produced(msgspec.Struct, frozen=True):
    """What a director made of a name: addresses, with marks and the account the driver found."""

    targets: tuple[Target, ...]
    identity: Identity = Identity()
    caution: bool = False
    unsecure: bool = False
    owner: str | None = None
    prefix: str | None = None
    suffix: str | None = None


class Resolved(msgspec.Struct, frozen=True):
    """A director that hands the name to a transport."""

    transport: str
    address: str
    identity: Identity = Identity()
    prefix: str | None = None
    suffix: str | None = None


def with_affixes(item: Item, answer: Produced | Resolved, parent: Item) -> Item:
    """What a driver took off the name counts from there on, else what was taken off before."""
    prefix, suffix = answer.prefix or parent.prefix, answer.suffix or parent.suffix
    return msgspec.structs.replace(item, prefix=prefix, suffix=suffix)
