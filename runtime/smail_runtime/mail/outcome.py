"""How an attempt to deliver to one recipient ended, and what an SMTP peer is told."""

from __future__ import annotations

import enum

import msgspec


class Reply(msgspec.Struct, frozen=True):
    """An SMTP reply: code (RFC 5321), enhanced status (RFC 3463, empty for none) and text lines."""

    code: int
    enhanced: str
    text: tuple[str, ...]

    def encode(self) -> bytes:
        """The reply as sent, multi-line form included."""
        head = f" {self.enhanced} " if self.enhanced else " "
        if len(self.text) == 1:
            return f"{self.code}{head}{self.text[0]}\r\n".encode("utf-8", "replace")
        last = len(self.text) - 1
        lines = (f"{self.code}{head if i == last else '-' + head[1:]}{line}\r\n" for i, line in enumerate(self.text))
        return "".join(lines).encode("utf-8", "replace")


class Result(enum.Enum):
    """The three ends of an attempt; a deferred one is tried again."""

    DELIVERED = "delivered"
    DEFERRED = "deferred"
    FAILED = "failed"


class Notify(enum.Enum):
    """Who is told of a failure (reference semantics, section 19)."""

    SENDER = "sender"
    POSTMASTER = "postmaster"
    OWNER_OR_SENDER = "owner-or-sender"
    OWNER_OR_POSTMASTER = "owner-or-postmaster"


class Outcome(msgspec.Struct, frozen=True):
    """The end of an attempt for one recipient: never without a reason unless delivered.

    `status` is an enhanced status code (RFC 3463) such as `5.1.1`. `remote` is the peer's host and `diagnostic` its
    words (RFC 3464, Diagnostic-Code). `place` names the config line that decided, such as `transports:12`. `reply` is
    what an SMTP client is told of a recipient in place of general words. `passed_on` tells that the peer knows which
    reports are asked for, and sends them itself.
    """

    result: Result
    status: str
    reason: str
    notify: Notify = Notify.OWNER_OR_SENDER
    remote: str | None = None
    diagnostic: str | None = None
    place: str | None = None
    reply: Reply | None = None
    passed_on: bool = False
