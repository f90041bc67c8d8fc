"""What `resolve()` gives: deliveries, errors, and the trace of how it came to them."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.outcome import Outcome
from smail_runtime.routing.details import Detail, LeftOut, Origin


class Step(msgspec.Struct, frozen=True):
    """One director or router that was asked about one address.

    `file` and `line` are None for built-in entries. `reason` says in words why it took or passed the address.
    `details`, and `origins`, the chain from the address back to its recipient, are there only if it was watched.
    """

    stage: str
    name: str
    file: str | None
    line: int | None
    matched: bool
    reason: str
    address: str
    details: tuple[Detail, ...] = ()
    origins: tuple[Origin, ...] = ()


class Host(msgspec.Struct, frozen=True):
    """A host to try: its name, preference (lower first), and its addresses if they were looked up."""

    name: str
    preference: int = 0
    addresses: tuple[str, ...] = ()


class Delivery(msgspec.Struct, frozen=True):
    """One address that is ready for a transport.

    `address` is the next address: local name, mailbox at the next host, file name or command. `recipient` is the
    address of the envelope it came from. `host` is the next host of remote addresses, `hosts` where to connect, in
    order (empty: look the host up when connecting). `user` is the account it runs as and `home` that account's home;
    `owners` are the expanded owner addresses, nearest first. `parent` is the address it was expanded from, `route`
    the director or router that decided, with its place as `place`. `kind` is local, remote, file or pipe. `target`
    is the host that a remote address named; `input_address` is the address as an envelope, alias or list gave it.
    `prefix` and `suffix` are what directors took off the name, nearest first.
    """

    transport: str
    address: str
    recipient: str
    kind: str = "local"
    user: str | None = None
    group: str | None = None
    home: str | None = None
    host: str | None = None
    hosts: tuple[Host, ...] = ()
    path: str | None = None
    parent: str | None = None
    parent_home: str | None = None
    parent_user: str | None = None
    owners: tuple[str, ...] = ()
    director: str | None = None
    router: str | None = None
    place: str | None = None
    target: str | None = None
    input_address: str | None = None
    prefix: str | None = None
    suffix: str | None = None


class Failure(msgspec.Struct, frozen=True):
    """An address that could not be resolved; `outcome` says whether for now or for good, and who is told."""

    address: str
    recipient: str
    outcome: Outcome
    owners: tuple[str, ...] = ()


class Resolution(msgspec.Struct, frozen=True):
    """The result for one recipient. `dropped` counts duplicates that were silently left out.

    The rest is there for a watched resolution only: what was left out and why, and for each delivery and each failure
    the chain back to the recipient.
    """

    recipient: str
    deliveries: tuple[Delivery, ...]
    failures: tuple[Failure, ...]
    trace: tuple[Step, ...]
    dropped: int = 0
    left_out: tuple[LeftOut, ...] = ()
    delivered_from: tuple[tuple[Origin, ...], ...] = ()
    failed_from: tuple[tuple[Origin, ...], ...] = ()
