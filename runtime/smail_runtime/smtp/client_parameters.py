"""What the client adds to MAIL and RCPT, by what the server offered."""

from __future__ import annotations

from collections.abc import Iterable

from smail_runtime.mail.dsn import NOTHING_ASKED
from smail_runtime.smtp.client_events import OutgoingMail
from smail_runtime.smtp.results import Offer, needs_utf8

LONGEST = 1012
"""Bytes of an RCPT command with its line end (RFC 3461, section 4); ORCPT is left out of a longer one."""


def mail_parameters(mail: OutgoingMail, offer: Offer, sent: Iterable[str]) -> str:
    """The parameters of MAIL for the recipients that are `sent`, each with a blank before it."""
    size = f" SIZE={len(mail.message)}" if offer.size else ""
    body = " BODY=8BITMIME" if offer.eight_bit and not mail.message.isascii() else ""
    ret = f" RET={mail.ret}" if offer.dsn and mail.ret else ""
    envid = f" ENVID={mail.envid}" if offer.dsn and mail.envid else ""
    return size + body + (" SMTPUTF8" if needs_utf8(mail, sent) else "") + ret + envid


def rcpt_parameters(mail: OutgoingMail, at: int, offer: Offer) -> str:
    """The parameters of the RCPT command for the recipient at that place."""
    asked = mail.asked[at] if offer.dsn and at < len(mail.asked) else NOTHING_ASKED
    notify = f" NOTIFY={','.join(asked.notify)}" if asked.notify else ""
    orcpt = f" ORCPT={asked.orcpt}" if asked.orcpt else ""
    length = len(f"RCPT TO:<{mail.recipients[at]}>{notify}{orcpt}\r\n".encode())
    return notify + (orcpt if length <= LONGEST else "")
