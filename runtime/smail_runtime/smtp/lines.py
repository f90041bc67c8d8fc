"""Cuts command lines out of the byte stream: only CRLF ends one, and over-long ones are consumed, not kept."""

from __future__ import annotations

import enum

LINE_LIMIT = 512
"""Longest command line with its CRLF (RFC 5321, 4.5.3.1.4)."""
MAIL_LINE_LIMIT = 1024
"""Longest MAIL or RCPT command: room for parameters of extensions (RFC 3461, section 4, adds 500 to RCPT)."""


class Cut(enum.Enum):
    """Why there is no line."""

    MORE = "more bytes are needed"
    TOO_LONG = "line too long"
    BARE = "bare CR or LF"


def _ends_well(line: bytes) -> bool:
    """Whether the LF behind `line` belongs to the only CR in it."""
    return line.find(b"\r") == len(line) - 1 >= 0


class LineCutter:
    """A buffer of pipelined commands; `position` is where the next one begins.

    `next_line` gives a line without its CRLF, or why there is none. Whether a line is faulty is decided only when its
    LF has come, so that it never depends on how the bytes were split.
    """

    __slots__ = ("_buffer", "_position", "_skipping")

    def __init__(self) -> None:
        self._buffer = b""
        self._position = 0
        self._skipping: bool | None = None

    def feed(self, data: bytes) -> None:
        """Add bytes."""
        self._buffer = self._buffer[self._position :] + data if self.pending else data
        self._position = 0

    @property
    def pending(self) -> int:
        """Bytes not yet taken."""
        return len(self._buffer) - self._position

    def take_all(self) -> bytes:
        """Everything not yet taken, for whoever reads on (the message after DATA)."""
        rest = self._buffer[self._position :]
        self._buffer, self._position = b"", 0
        return rest

    def next_line(self) -> bytes | Cut:
        """The next command line."""
        end = self._buffer.find(b"\n", self._position)
        if end < 0:
            return self._unfinished()
        line = self._buffer[self._position : end]
        self._position = end + 1
        if self._skipping is not None or len(line) >= LINE_LIMIT or not _ends_well(line):
            return self._unusual(line)
        return line[:-1]

    def _unfinished(self) -> Cut:
        """Drop the middle of a line that is already too long; a CR at its end may belong to its CRLF."""
        if self.pending > MAIL_LINE_LIMIT:
            rest = self.take_all()
            keep = rest[-1:] if rest.endswith(b"\r") else b""
            bare = b"\r" in rest[: len(rest) - len(keep)]
            self._skipping = bool(self._skipping) or bare
            self._buffer = keep
        return Cut.MORE

    def _unusual(self, line: bytes) -> bytes | Cut:
        skipped, self._skipping = self._skipping, None
        if skipped or not _ends_well(line):
            return Cut.BARE
        limit = MAIL_LINE_LIMIT if line[:4].upper() in (b"MAIL", b"RCPT") else LINE_LIMIT
        return Cut.TOO_LONG if skipped is not None or len(line) >= limit else line[:-1]
