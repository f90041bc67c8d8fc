"""Reads a server's replies: multi-line ones joined, everything bounded, texts made printable."""

from __future__ import annotations

import re
from functools import lru_cache

from smail_runtime.mail.outcome import Reply
from smail_runtime.mail.text import printable

MAX_LINE = 2048
"""Longest reply line read, in bytes; RFC 5321 promises 512."""
MAX_LINES = 128
"""Most lines of one reply."""

_LINE = re.compile(rb"([2-5][0-9][0-9])([ -]|$)(.*)", re.DOTALL)
_STATUS = re.compile(r"([245]\.[0-9]{1,3}\.[0-9]{1,3})(?: +|$)")


class ReplyError(Exception):
    """The peer does not speak SMTP, or too much of it; the text is one sentence."""


class ReplyReader:
    """Bytes in, whole replies out."""

    __slots__ = ("_buffer", "_code", "_lines")

    def __init__(self) -> None:
        self._buffer = b""
        self._code = b""
        self._lines: list[bytes] = []

    def feed(self, data: bytes) -> None:
        """Bytes from the server."""
        self._buffer += data

    @property
    def partial(self) -> bool:
        """Whether a reply has begun and is not complete."""
        return bool(self._buffer or self._lines)

    def next_reply(self) -> Reply | None:
        """The next whole reply, None when more bytes are needed. Raises ReplyError."""
        while (end := self._buffer.find(b"\n")) >= 0:
            line, self._buffer = self._buffer[:end].rstrip(b"\r"), self._buffer[end + 1 :]
            reply = self._add(line)
            if reply is not None:
                return reply
        if len(self._buffer) > MAX_LINE:
            raise ReplyError("a reply line is too long")
        return None

    def _add(self, line: bytes) -> Reply | None:
        found = _LINE.fullmatch(line)
        if found is None or len(line) > MAX_LINE:
            raise ReplyError(f"not a reply: {printable(line[:80])}")
        code, mark, text = found.groups()
        if self._lines and code != self._code:
            raise ReplyError("the code changes within one reply")
        self._code = code
        self._lines.append(text)
        if len(self._lines) > MAX_LINES:
            raise ReplyError("a reply has too many lines")
        return None if mark == b"-" else self._whole()

    def _whole(self) -> Reply:
        lines, self._lines = tuple(self._lines), []
        return _reply(self._code, lines) if len(lines) > 1 else _short_reply(self._code, lines)


def _reply(code: bytes, lines: tuple[bytes, ...]) -> Reply:
    return make_reply(int(code), tuple(map(printable, lines)))


@lru_cache(maxsize=64)
def _short_reply(code: bytes, lines: tuple[bytes, ...]) -> Reply:
    """The same few words come back for every message."""
    return _reply(code, lines)


def make_reply(code: int, lines: tuple[str, ...]) -> Reply:
    """A reply whose enhanced status, if its class is the code's, is taken off every line."""
    found = _STATUS.match(lines[0])
    if found is None or found[1][0] != str(code)[0]:
        return Reply(code, "", lines)
    status = found[1]
    return Reply(code, status, tuple(line.removeprefix(status).lstrip(" ") for line in lines))
