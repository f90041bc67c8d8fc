"""What the SMTP server asks of the queue. `SqliteStore` is the embedded implementation."""

from __future__ import annotations

from typing import Protocol

from smail_runtime.mail.envelope import Envelope, MessageFacts


class QueueError(Exception):
    """The queue cannot take a message for now (disk full, I/O error): the peer gets a 4xx reply.

    `no_space` tells a full disk (452 4.3.1) from any other trouble (451 4.3.0). The text is for the log only.
    """

    def __init__(self, reason: str, *, no_space: bool = False) -> None:
        super().__init__(reason)
        self.no_space = no_space


class BodyWriter(Protocol):
    """Takes a message while it arrives; small ones stay in memory, large ones go to a file beside the queue."""

    @property
    def size(self) -> int:
        """Bytes written so far."""

    def write(self, data: bytes) -> None:
        """Add bytes of the message (CRLF line ends, dot-stuffing removed). Raises QueueError."""

    def discard(self) -> None:
        """Forget the message; safe to call twice."""


class Intake(Protocol):
    """The receiving side of the queue."""

    def new_queue_id(self) -> str:
        """A fresh queue id, unique in this spool for ever."""

    def new_body(self) -> BodyWriter:
        """A writer for one message. Raises QueueError."""

    async def accept(self, queue_id: str, envelope: Envelope, facts: MessageFacts, body: BodyWriter) -> None:
        """Return only when the message is durable: the commit has returned. Raises QueueError otherwise."""
