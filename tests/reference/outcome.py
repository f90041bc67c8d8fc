"""What the interpreter says of one address, in a form that two implementations can be compared by."""

from __future__ import annotations

import msgspec


class Delivery(msgspec.Struct, frozen=True, order=True):
    """One delivery: transport, next address, next host (empty when local), attached account (empty for none).

    `prefix` and `suffix` are what directors took off the name.
    """

    transport: str
    address: str
    host: str = ""
    user: str = ""
    prefix: str = ""
    suffix: str = ""


class Failure(msgspec.Struct, frozen=True, order=True):
    """An address that goes nowhere: for now (`temporary`) or for good; `reason` is for readers only."""

    address: str
    temporary: bool
    reason: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """All deliveries and failures, sorted; both empty when the mail vanishes, as an empty alias makes it."""

    deliveries: tuple[Delivery, ...] = ()
    failures: tuple[Failure, ...] = ()


class DeferredError(Exception):
    """The address has to wait; the argument says for what."""


class PassedError(Exception):
    """A router is passed over because nobody can tell for now; if no other takes the address it has to wait."""


class RefusedError(Exception):
    """The address fails for good; the argument says why."""
