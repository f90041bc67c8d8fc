"""A delivery status notification in the form of RFC 3464: what failed, in words and in fields, and what it was.

About a message that came with SMTPUTF8 it has the form of RFC 6533: fields and header in UTF-8.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from email.utils import formatdate

import msgspec

from smail_runtime.bounce.fields import clean, mailbox, typed_address
from smail_runtime.mail import headers
from smail_runtime.mail.outcome import Outcome, Result

#: Larger messages are not sent back whole, only their header. Bytes.
WHOLE_BELOW = 32 * 1024
#: Of a larger header only this much is sent back. Bytes.
HEADER_LIMIT = 16 * 1024
_WRAP = 72


class FailedRecipient(msgspec.Struct, frozen=True):
    """One line of the report: the address as the sender gave it, the one it led to, and how that ended."""

    recipient: str
    address: str
    outcome: Outcome


class Original(msgspec.Struct, frozen=True):
    """The message that the report is about. `with_body` may be switched off by its grade; `utf8`: it has SMTPUTF8."""

    queue_id: str
    sender: str
    received: float
    message: bytes
    with_body: bool = True
    utf8: bool = False


class Letter(msgspec.Struct, frozen=True):
    """Where the report comes from and goes to: this host's name, the address told, a unique id, the time now."""

    host: str
    to: str
    queue_id: str
    now: float


def report(letter: Letter, original: Original, failures: Sequence[FailedRecipient]) -> bytes:
    """The whole notification, CRLF line ends."""
    returned = _returned(original)
    boundary = _boundary(letter, returned)
    parts = [
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "\r\n".join(_words(letter, original, failures)).encode("utf-8", "replace"),
        _fields(_status(letter, original, failures), utf8=original.utf8),
        returned,
    ]
    head = _lines(
        [
            *_header(letter, original),
            f'Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="{boundary}"',
            "",
        ],
        utf8=not letter.to.isascii(),
    )
    mark = boundary.encode()
    return head + b"".join(b"--" + mark + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + mark + b"--\r\n"


def _header(letter: Letter, original: Original) -> list[str]:
    message_id = headers.find(headers.split(original.message)[0], "Message-ID")
    thread = clean(message_id.decode("utf-8", "replace")) if message_id else ""
    links = [f"In-Reply-To: {thread}", f"References: {thread}"] if thread.isascii() and 0 < len(thread) < 500 else []
    return [
        f"From: Mail Delivery System <MAILER-DAEMON@{letter.host}>",
        f"To: {mailbox(letter.to)}",
        "Subject: Undelivered mail returned to sender",
        f"Date: {formatdate(letter.now, localtime=True)}",
        f"Message-ID: <{letter.queue_id}@{letter.host}>",
        *links,
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Transfer-Encoding: 8bit",
    ]


def _words(letter: Letter, original: Original, failures: Sequence[FailedRecipient]) -> list[str]:
    lines = [
        f"This is the mail system of {letter.host}.",
        "",
        *textwrap.wrap(
            f"Your message of {formatdate(original.received, localtime=True)} could not be delivered to the"
            " addresses below. It will not be tried again.",
            _WRAP,
        ),
        "",
    ]
    for failure in failures:
        lines += _words_about(failure)
    lines.append(f"The message was known here as {original.queue_id}.")
    return lines


def _words_about(failure: FailedRecipient) -> list[str]:
    outcome = failure.outcome
    lines = [f"  <{clean(failure.recipient)}>"]
    if failure.address != failure.recipient:
        lines.append(f"    which leads to {clean(failure.address)}")
    said = [clean(outcome.reason)]
    if outcome.remote and outcome.diagnostic:
        said.append(f"{clean(outcome.remote)} said: {clean(outcome.diagnostic)}")
    for text in said:
        lines += textwrap.wrap(text, _WRAP - 4, initial_indent="    ", subsequent_indent="    ")
    return [*lines, ""]


def _status(letter: Letter, original: Original, failures: Sequence[FailedRecipient]) -> list[str]:
    arrival = formatdate(original.received, localtime=True)
    lines = [f"Reporting-MTA: dns; {letter.host}", f"X-Queue-ID: {original.queue_id}", f"Arrival-Date: {arrival}", ""]
    for failure in failures:
        lines += [*_status_of(failure, letter, utf8=original.utf8), ""]
    return lines[:-1]


def _status_of(failure: FailedRecipient, letter: Letter, *, utf8: bool) -> list[str]:
    outcome = failure.outcome
    status = outcome.status
    lines = [
        f"Original-Recipient: {typed_address(failure.recipient, utf8=utf8)}",
        f"Final-Recipient: {typed_address(failure.address, utf8=utf8)}",
        "Action: failed",
        f"Status: {'5' + status[1:] if outcome.result is Result.FAILED and status else status or '5.0.0'}",
    ]
    if outcome.remote:
        lines.append(f"Remote-MTA: dns; {clean(outcome.remote)}")
    if outcome.diagnostic:
        lines.append(f"Diagnostic-Code: smtp; {clean(outcome.diagnostic)}")
    elif outcome.reason:
        lines.append(f"Diagnostic-Code: x-smail; {clean(outcome.reason)}")
    return [*lines, f"Last-Attempt-Date: {formatdate(letter.now, localtime=True)}"]


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
