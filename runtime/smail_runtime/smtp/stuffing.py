"""A message in the form in which it crosses the wire after DATA: CRLF only, dots stuffed, end mark behind."""

from __future__ import annotations

import re

_BARE = re.compile(rb"\r(?!\n)|(?<!\r)\n")


def only_crlf(message: bytes) -> bytes:
    """The message with every bare CR or LF made a CRLF."""
    pairs = message.count(b"\r\n")
    if message.count(b"\r") == pairs == message.count(b"\n"):
        return message
    return _BARE.sub(b"\r\n", message)


def stuffed(message: bytes) -> bytes:
    """What is sent after 354: never a bare CR or LF, and CRLF.CRLF only at the end."""
    message = only_crlf(message)
    if message and not message.endswith(b"\r\n"):
        message += b"\r\n"
    message = message.replace(b"\r\n.", b"\r\n..")
    return (b"." + message if message.startswith(b".") else message) + b".\r\n"
