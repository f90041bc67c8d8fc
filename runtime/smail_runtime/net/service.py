"""What an SMTP session asks of the daemon behind it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Protocol

import msgspec

from smail_runtime.mail.envelope import Envelope
from smail_runtime.mail.outcome import Reply
from smail_runtime.smtp.server import ServerRules


class Peer(msgspec.Struct, frozen=True):
    """The client's end of the connection: address as text, and port."""

    address: str
    port: int


class Timeouts(msgspec.Struct, frozen=True):
    """Seconds: between two commands or two pieces of a message; for a whole message. 0 is no limit."""

    command: float
    message: float


class Transaction(Protocol):
    """One mail transaction, from MAIL to the reply after its final dot. It keeps one version of the table."""

    def recipient(self, path: str) -> Reply | Awaitable[Reply]:
        """The answer to RCPT."""

    def begin(self, envelope: Envelope) -> Reply:
        """The answer to DATA: 354, or a refusal."""

    def write(self, data: bytes) -> None:
        """A piece of the message. Trouble is remembered and told by `complete`."""

    def complete(self) -> Awaitable[Reply]:
        """The message is whole: 250 once it is durable, otherwise a refusal."""

    def abandon(self) -> None:
        """Forget the message; safe to call at any time and twice."""


class Service(Protocol):
    """The daemon, seen by a session. None of the methods may block."""

    def welcome(self, peer: Peer) -> tuple[ServerRules, Timeouts, Reply]:
        """Rules, time limits and banner for a new connection; a banner of code 421 refuses it."""

    def transaction(self, peer: Peer, hello: str, *, extended: bool, sender: str, utf8: bool) -> Transaction:
        """A new transaction. `hello` is the name the client gave itself, `utf8` tells that it asked for SMTPUTF8."""

    def ended(self, peer: Peer, reason: str) -> None:
        """A conversation is over."""

    def fault(self, peer: Peer, error: Exception) -> None:
        """A fault of ours ended a conversation; the client was told 421."""
