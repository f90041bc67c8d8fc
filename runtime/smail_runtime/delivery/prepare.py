"""The message as one transport sends it: header edits, `From ` line, line ends (reference semantics, section 16)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

from smail_runtime.delivery.interface import Job
from smail_runtime.mail import headers
from smail_runtime.routing.expand import Scope, Unknown, Value, expand
from smail_runtime.table.expression import Text

_DOT = re.compile(rb"(?m)^\.")
_UNFIT_IN_FROM_LINE = re.compile(r"[\x00-\x20\x7f]+")
NOBODY = "MAILER-DAEMON"


def prepare(job: Job, scope: Scope, now: float) -> bytes | Unknown:
    """The bytes for a local program or file. Unknown when an expansion cannot be told for now.

    A header text that has no value is left out.
    """
    transport = job.transport
    edits = [_texts(texts, scope) for texts in (transport.remove_header, transport.insert_header)]
    appended = _texts(transport.append_header, scope)
    for edit in (*edits, appended):
        if isinstance(edit, Unknown):
            return edit
    header, rest = headers.split(job.message)
    if not transport.received:
        header = _without_newest_received(header)
    removed, inserted = (edit for edit in edits if not isinstance(edit, Unknown))
    header = headers.edit(header, removed, inserted, appended if not isinstance(appended, Unknown) else ())
    message = headers.to_lf(return_path(job, scope, header) + rest)
    return finish(job, message if message.endswith(b"\n") else message + b"\n", now)


def return_path(job: Job, scope: Scope, header: bytes) -> bytes:
    """The header with a Return-Path of its own, if the transport wants one; older ones are dropped then."""
    if not job.transport.return_path:
        return header
    field = scope.variables.return_path_field
    value = expand(field, scope) if field is not None else None
    line = headers.field_line(value.text) if isinstance(value, Value) else headers.return_path(job.sender)
    return line + headers.edit(header, ["return-path"], [], [])


def finish(job: Job, message: bytes, now: float) -> bytes:
    """Escapes, `From ` line and line ends of a message that has LF line ends."""
    if job.transport.unix_from_hack:
        header, rest = headers.split(message)
        message = header + headers.escape_from(rest)
    if job.transport.dots:
        message = _DOT.sub(b"..", message)
    if job.transport.from_:
        message = from_line(job.sender, now) + message
    return headers.to_crlf(message) if job.transport.crlf else message


def from_line(sender: str, now: float) -> bytes:
    """`From sender date`, the line that begins a message in a mailbox file; local time, as readers expect."""
    name = _UNFIT_IN_FROM_LINE.sub("_", sender) or NOBODY
    return f"From {name} {time.asctime(time.localtime(now))}\n".encode("utf-8", "surrogateescape")


def _texts(texts: Iterable[Text], scope: Scope) -> list[str] | Unknown:
    values: list[str] = []
    for text in texts:
        value = expand(text, scope)
        if isinstance(value, Unknown):
            return value
        if isinstance(value, Value):
            values.append(value.text)
    return values


def _without_newest_received(header: bytes) -> bytes:
    first = next(headers.fields(header), None)
    return header[len(first.raw) :] if first is not None and first.name == b"received" else header
