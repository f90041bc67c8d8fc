"""What the interpreter says of one address, in a form that two implementations can be compared by."""

from __future__ import annotations

import msgspec


class Delivery(msgspec.Struct, frozen=True, order=True):
    """One delivery: transport, next address, next host (empty when local), attached account (empty for none)."""

    transport: str
    address: str
    host: str = ""
    user: str = ""
    group: str = ""


class Failure(msgspec.Struct, frozen=True, order=True):
    """An address that goes nowhere: for now (`temporary`) or for good; `reason` is for readers only."""

    address: str
    temporary: bool
    reason: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """All deliveries and failures, sorted; both empty when the mail vanishes. `dropped` counts repeated texts."""

    deliveries: tuple[Delivery, ...] = ()
    failures: tuple[Failure, ...] = ()
    dropped: int = 0


class DeferredError(Exception):
    """The address has to wait; the argument says for what."""


class RefusedError(Exception):
    """The address fails for good; the argument says why."""
