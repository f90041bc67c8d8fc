"""What the client machine tells its session, and what it is given to send."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.dsn import Asked
from smail_runtime.mail.outcome import Outcome


class OutgoingMail(msgspec.Struct, frozen=True):
    """One transaction: reverse path (empty for the null sender), forward paths, the message with CRLF line ends.

    `utf8` tells that its header has letters beyond ASCII by RFC 6532, so that not every host may be given it. `ret`,
    `envid` and, for each recipient, `asked` are what the sender asks of reports (RFC 3461). `obstacle` tells why the
    message could not be made 7-bit, in words to follow `the message`.
    """

    sender: str
    recipients: tuple[str, ...]
    message: bytes
    utf8: bool = False
    ret: str = ""
    envid: str = ""
    asked: tuple[Asked, ...] = ()
    obstacle: str = ""


class Transmit(msgspec.Struct, frozen=True):
    """Send these bytes."""

    data: bytes


class Ready(msgspec.Struct, frozen=True):
    """The session is open; a message may be given."""


class Unusable(msgspec.Struct, frozen=True):
    """The host took no session. `outcome` is what its recipients get if no other host is left."""

    outcome: Outcome


class Finished(msgspec.Struct, frozen=True):
    """The transaction is over: one outcome for each recipient, in order."""

    outcomes: tuple[Outcome, ...]


class Hangup(msgspec.Struct, frozen=True):
    """Close the connection; it is of no more use."""

    reason: str


ClientEvent = Transmit | Ready | Unusable | Finished | Hangup
