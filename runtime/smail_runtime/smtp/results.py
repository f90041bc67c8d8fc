"""Outcomes made of a server's replies, and what its EHLO offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from smail_runtime.mail.outcome import Outcome, Reply, Result
from smail_runtime.smtp.client_events import OutgoingMail
from smail_runtime.smtp.client_table import DETAIL, Phase

MAX_TEXT = 512
"""Longest text of a peer kept in an outcome, in characters."""

MAX_PATH = 480
"""Longest path that fits a command line (RFC 5321, 4.5.3.1.4)."""

_CLASS = {Result.DELIVERED: "2", Result.DEFERRED: "4", Result.FAILED: "5"}


class Offer(msgspec.Struct, frozen=True):
    """Extensions of the server. `limit` is its largest message in bytes, 0 for none declared; `utf8` is SMTPUTF8,
    `dsn` takes what is asked of reports (RFC 3461).
    """

    pipelining: bool = False
    eight_bit: bool = False
    size: bool = False
    limit: int = 0
    utf8: bool = False
    dsn: bool = False

    def takes(self, message: bytes) -> bool:
        """Whether a message may be sent as it is (RFC 6152, section 3); SMTPUTF8 includes 8-bit text (RFC 6531)."""
        return self.eight_bit or self.utf8 or message.isascii()


def read_offer(reply: Reply) -> Offer:
    """The extensions in an EHLO reply; unknown words are ignored."""
    words = [line.upper().split() for line in reply.text[1:]]
    offers = {found[0]: found[1:] for found in words if found}
    given = offers.get("SIZE", [])
    limit = int(given[0]) if given and given[0].isascii() and given[0].isdigit() and len(given[0]) <= 20 else 0
    pipelining, eight_bit, size = ("PIPELINING" in offers, "8BITMIME" in offers, "SIZE" in offers)
    return Offer(pipelining, eight_bit, size, limit, "SMTPUTF8" in offers, "DSN" in offers)


def said(peer: str, phase: Phase, reply: Reply, result: Result, *, passed_on: bool = False) -> Outcome:
    """The outcome of a reply, with the peer's words bounded; `passed_on`: what it delivers it also reports on."""
    words = _words(reply)
    status = reply.enhanced if reply.enhanced.startswith(_CLASS[result]) else f"{_CLASS[result]}.{DETAIL[phase]}"
    if result is Result.DELIVERED:
        status = status if reply.enhanced else "2.0.0"
        return Outcome(result, status, "", remote=peer, diagnostic=words, passed_on=passed_on)
    return Outcome(result, status, f"{peer} answered {phase.value} with {words}", remote=peer, diagnostic=words)


def lost(peer: str, phase: Phase, reason: str) -> Outcome:
    """The outcome when the connection ends early. After the final dot nobody knows what the peer did."""
    unknown = "; unknown outcome: it may have taken the message" if phase is Phase.END else ""
    return Outcome(Result.DEFERRED, "4.4.2", f"{peer}, waiting for {phase.value}: {reason}{unknown}", remote=peer)


def unsendable(mail: OutgoingMail, peer: str, offer: Offer) -> Iterator[Outcome | None]:
    """For each recipient the outcome that is certain before anything is sent, None where the peer must be asked."""
    for recipient in mail.recipients:
        if offer.limit and len(mail.message) > offer.limit:
            reason = f"{peer} takes no message over {offer.limit} bytes"
            yield Outcome(Result.FAILED, "5.3.4", reason, remote=peer)
        elif not _writable(mail.sender) or not _writable(recipient):
            yield Outcome(Result.FAILED, "5.6.7", f"an address cannot be written in a command to {peer}", remote=peer)
        elif not offer.utf8 and not (mail.sender + recipient).isascii():
            reason = f"{peer} takes no addresses in letters beyond ASCII (SMTPUTF8)"
            yield Outcome(Result.FAILED, "5.6.7", reason, remote=peer)
        elif not offer.utf8 and mail.utf8:
            reason = f"{peer} takes no header in letters beyond ASCII (SMTPUTF8)"
            yield Outcome(Result.FAILED, "5.6.9", reason, remote=peer)
        elif not offer.takes(mail.message):
            words = mail.obstacle or "has some"
            reason = f"{peer} takes no 8-bit text (8BITMIME), and the message {words}"
            yield Outcome(Result.FAILED, "5.6.3", reason, remote=peer)
        else:
            yield None


def needs_utf8(mail: OutgoingMail, sent: Iterable[str]) -> bool:
    """Whether header, sender or one of the recipients `sent` has letters beyond ASCII (RFC 6531, section 3.4)."""
    return mail.utf8 or not mail.sender.isascii() or not all(recipient.isascii() for recipient in sent)


def _writable(path: str) -> bool:
    """Whether a path is printable, in any letters: nothing in it can end the command early."""
    return path.isprintable() and len(path.encode()) <= MAX_PATH


def _words(reply: Reply) -> str:
    enhanced = f"{reply.enhanced} " if reply.enhanced else ""
    return f"{reply.code} {enhanced}{' '.join(reply.text)}"[:MAX_TEXT]
