"""The demo's own small mail client and mailbox reader, from the standard library."""

from __future__ import annotations

import email
import email.policy
import mailbox
import smtplib
from email.message import EmailMessage
from pathlib import Path


def submit(port: int, sender: str, recipients: list[str], subject: str) -> None:
    """Send one message over SMTP."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = ", ".join(recipients)
    message["Subject"] = subject
    message.set_content(f"This message was sent to {', '.join(recipients)}.\nIt is about: {subject}.\n")
    with smtplib.SMTP("127.0.0.1", port, local_hostname="desk.example.org", timeout=30) as smtp:
        smtp.send_message(message, from_addr=sender, to_addrs=recipients)


def refused(port: int, recipient: str) -> str:
    """Offer a recipient that must be refused; the server's reply."""
    with smtplib.SMTP("127.0.0.1", port, local_hostname="desk.example.org", timeout=30) as smtp:
        smtp.ehlo()
        smtp.mail("alice@example.org")
        code, text = smtp.rcpt(recipient)
    return f"{code} {text.decode()}"


def in_mbox(path: Path) -> list[EmailMessage]:
    """The messages of a mailbox file; none when there is no file."""
    if not path.exists():
        return []
    box = mailbox.mbox(path, create=False)
    try:
        return [parsed(one.as_bytes()) for one in box]
    finally:
        box.close()


def in_maildir(path: Path) -> list[EmailMessage]:
    """The messages of a Maildir; none when there is none."""
    return [parsed(one.read_bytes()) for one in sorted(path.glob("new/*"))]


def parsed(data: bytes) -> EmailMessage:
    """A message as the standard library reads it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message
