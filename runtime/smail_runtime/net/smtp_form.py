"""A job in the form in which SMTP carries it: envelope addresses by the transport's flags, header edits applied."""

from __future__ import annotations

import msgspec

from smail_runtime.delivery.interface import Job
from smail_runtime.delivery.prepare import prepare
from smail_runtime.mail import headers
from smail_runtime.mail.address import bang_form
from smail_runtime.mail.seven_bit import Obstacle, seven_bit
from smail_runtime.routing.expand import Scope, Unknown
from smail_runtime.routing.names import Names
from smail_runtime.smtp.client_events import OutgoingMail
from smail_runtime.table.transport import Transport


def outgoing(job: Job, scope: Scope, names: Names) -> OutgoingMail | Unknown:
    """Envelope and message. Unknown when an expansion cannot be told for now."""
    message = _message(job, scope)
    if isinstance(message, Unknown):
        return message
    recipients = tuple(delivery.address for delivery in job.deliveries)
    international = job.facts.utf8 and not headers.split(message)[0].isascii()
    sender, dsn = smtp_sender(job.sender, job.transport, names), job.facts.dsn
    return OutgoingMail(sender, recipients, message, international, dsn.ret, dsn.envid, job.asked)


def smtp_sender(sender: str, transport: Transport, names: Names) -> str:
    """The reverse path for the next host (reference semantics, section 16); the null one stays null."""
    if not sender:
        return ""
    if transport.uucp:
        return f"{names.uucp}!{bang_form(sender)}"
    if transport.local_xform or "@" in sender:
        return sender
    return f"{sender}@{names.visible}"


def in_seven_bit(mail: OutgoingMail) -> OutgoingMail:
    """The same for a host without 8BITMIME, or with the reason why there is no such form. It may take its time."""
    made = seven_bit(mail.message)
    if isinstance(made, Obstacle):
        return msgspec.structs.replace(mail, obstacle=made.reason)
    return msgspec.structs.replace(mail, message=made)


def _message(job: Job, scope: Scope) -> bytes | Unknown:
    """As stored, unless the transport edits it. Line ends and dots are the protocol's own business."""
    transport = job.transport
    edits = transport.remove_header or transport.insert_header or transport.append_header
    if not edits and transport.received and not transport.return_path:
        return job.message
    plain = msgspec.structs.replace(transport, crlf=True, dots=False, from_=False, unix_from_hack=False)
    return prepare(msgspec.structs.replace(job, transport=plain), scope, 0.0)
