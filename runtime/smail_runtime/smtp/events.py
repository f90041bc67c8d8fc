"""What the server machine tells its session: replies to send, questions to answer, pieces of a message."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.dsn import NOTHING_ASKED, Asked
from smail_runtime.mail.envelope import Envelope
from smail_runtime.mail.outcome import Reply


class Say(msgspec.Struct, frozen=True):
    """Send this reply now."""

    reply: Reply


class Hello(msgspec.Struct, frozen=True):
    """The peer named itself; `extended` tells EHLO from HELO."""

    name: str
    extended: bool


class MailBegun(msgspec.Struct, frozen=True):
    """A transaction began: reverse path (empty for the null sender) and declared size in bytes, 0 for none.

    `utf8` tells that the client asked for SMTPUTF8 (RFC 6531).
    """

    sender: str
    size: int
    utf8: bool = False


class AskRecipient(msgspec.Struct, frozen=True):
    """Question: may this forward path be added? Answer with a 2xx reply or a refusal.

    `asked` is what the sender wants to hear of it.
    """

    recipient: str
    asked: Asked = NOTHING_ASKED


class AskData(msgspec.Struct, frozen=True):
    """Question: may the message come now? Answer 354 or a refusal."""

    envelope: Envelope


class Body(msgspec.Struct, frozen=True):
    """A piece of the message: CRLF line ends, dot-stuffing removed. Pieces end anywhere."""

    data: bytes


class Dropped(msgspec.Struct, frozen=True):
    """The message in transfer is refused by the machine; what came of it must be forgotten."""

    reason: str


class AskMessage(msgspec.Struct, frozen=True):
    """Question: the message is complete; answer 250 only once it is durable."""

    size: int


class Closed(msgspec.Struct, frozen=True):
    """The conversation is over: send what is left and close the connection."""

    reason: str


Event = Say | Hello | MailBegun | AskRecipient | AskData | Body | Dropped | AskMessage | Closed
