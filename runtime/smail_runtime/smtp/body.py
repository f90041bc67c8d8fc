"""Takes the message out of the byte stream after DATA: end, dot-stuffing, and the refusal of bare CR, LF and NUL.

Only CRLF.CRLF ends a message. The scanner works on whole slices: a clean slice has as many CR as LF as CRLF.
"""

from __future__ import annotations

import enum

_END = b"\r\n.\r\n"
_DOT = b"\r\n."
_PREFIXES = tuple(_END[:n] for n in range(len(_END) - 1, 0, -1))


class Verdict(enum.Enum):
    """Where the scanner stands."""

    MORE = "more"
    END = "end"
    BAD = "bare CR, bare LF or NUL"


def _held_back(data: bytes) -> int:
    """How many bytes at the end of `data` may belong to the end mark or to a stuffed dot."""
    tail = data[-4:]
    for prefix in _PREFIXES:
        if tail.endswith(prefix):
            return len(prefix)
    return 0


def _clean(content: bytes) -> bool:
    pairs = content.count(b"\r\n")
    return content.count(b"\r") == pairs == content.count(b"\n") and b"\0" not in content


class BodyScanner:
    """One message. Feed bytes with `push`; after a verdict other than MORE it is spent.

    `rest` holds the bytes behind the end mark. Splitting the input elsewhere changes where the pieces end, nothing
    else.
    """

    __slots__ = ("_carry", "_first", "rest")

    def __init__(self) -> None:
        # The line end of DATA counts as the one before the first line, so a leading dot needs no rule of its own.
        self._carry = b"\r\n"
        self._first = True
        self.rest = b""

    def push(self, data: bytes) -> tuple[Verdict, bytes]:
        """The verdict and the next piece of content."""
        data = self._carry + data
        end = data.find(_END)
        if end >= 0:
            content = data[: end + 2]
            verdict = Verdict.END
            self.rest = data[end + 5 :]
        else:
            cut = len(data) - _held_back(data)
            content, self._carry = data[:cut], data[cut:]
            verdict = Verdict.MORE
        if not _clean(content):
            return Verdict.BAD, b""
        return verdict, self._plain(content)

    def _plain(self, content: bytes) -> bytes:
        """Remove dot-stuffing, and the virtual line end in front of the message."""
        if not content:
            return b""
        content = content.replace(_DOT, b"\r\n")
        if self._first:
            self._first = False
            return content[2:]
        return content
