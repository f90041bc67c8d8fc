"""A delivery status notification in the form of RFC 3464: what happened, in words and in fields, and to what.

About a message that came with SMTPUTF8 it has the form of RFC 6533: fields and header in UTF-8.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import formatdate

from smail_runtime.bounce.fields import clean, mailbox
from smail_runtime.bounce.form import Letter, Original, Reported
from smail_runtime.bounce.status import status
from smail_runtime.bounce.words import SUBJECTS, words
from smail_runtime.mail import headers

#: Larger messages are not sent back whole, only their header. Bytes.
WHOLE_BELOW = 32 * 1024
#: Of a larger header only this much is sent back. Bytes.
HEADER_LIMIT = 16 * 1024


def report(letter: Letter, original: Original, about: Sequence[Reported]) -> bytes:
    """The whole notification, CRLF line ends, about one recipient at least."""
    returned = _returned(original)
    boundary = _boundary(letter, returned)
    parts = [
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "\r\n".join(words(letter, original, about)).encode("utf-8", "replace"),
        _fields(status(letter, original, about), utf8=original.utf8),
        returned,
    ]
    head = _lines(
        [
            *_header(letter, original, SUBJECTS[about[0].action]),
            f'Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="{boundary}"',
            "",
        ],
        utf8=not letter.to.isascii(),
    )
    mark = boundary.encode()
    return head + b"".join(b"--" + mark + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + mark + b"--\r\n"


def _header(letter: Letter, original: Original, subject: str) -> list[str]:
    message_id = headers.find(headers.split(original.message)[0], "Message-ID")
    thread = clean(message_id.decode("utf-8", "replace")) if message_id else ""
    links = [f"In-Reply-To: {thread}", f"References: {thread}"] if thread.isascii() and 0 < len(thread) < 500 else []
    return [
        f"From: Mail Delivery System <MAILER-DAEMON@{letter.host}>",
        f"To: {mailbox(letter.to)}",
        f"Subject: {subject}",
        f"Date: {formatdate(letter.now, localtime=True)}",
        f"Message-ID: <{letter.queue_id}@{letter.host}>",
        *links,
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Transfer-Encoding: 8bit",
    ]


def _returned(original: Original) -> bytes:
    """The third part: the message if it is small and wanted, else its header."""
    header = headers.split(original.message)[0]
    international = original.utf8 and not header.isascii()
    if original.with_body and len(original.message) <= WHOLE_BELOW:
        kind, content = b"message/global" if international else b"message/rfc822", original.message
    else:
        kind, content = b"message/global-headers" if international else b"text/rfc822-headers", _short(header)
    coding = b"7bit" if content.isascii() else b"8bit"
    return b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: " + coding + b"\r\n\r\n" + content


def _short(header: bytes) -> bytes:
    if len(header) <= HEADER_LIMIT:
        return header
    kept = b""
    for field in headers.fields(header):
        if len(kept) + len(field.raw) > HEADER_LIMIT:
            break
        kept += field.raw
    return kept


def _boundary(letter: Letter, content: bytes) -> str:
    """A boundary that does not occur in the content, however hostile that is."""
    number = 0
    while (boundary := f"=_{letter.queue_id}.{number}").encode() in content:
        number += 1
    return boundary


def _fields(lines: Sequence[str], *, utf8: bool) -> bytes:
    """The second part."""
    if not utf8:
        return b"Content-Type: message/delivery-status\r\n\r\n" + _lines(lines)
    kind = b"Content-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return kind + _lines(lines, utf8=True)


def _lines(lines: Sequence[str], *, utf8: bool = False) -> bytes:
    """Lines in ASCII, anything else as an escape; with `utf8` only what is no text is escaped."""
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8" if utf8 else "ascii", "backslashreplace")
