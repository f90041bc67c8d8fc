"""Searching text databases at run time (reference semantics, sections 1 and 15).

Aliases are compiled into the table; this serves `${lookup...}` and alias files that are read when mail comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from smail_runtime.mail.text import printable

_WHITE = b" \t\n\v\f\r"
_BEFORE_ENTRY = re.compile(rb"(?>(?:[ \t\n\v\f\r]++|#[^\n]*+)*)")
_ENTRY = re.compile(rb".(?>(?:[^\n\\]++|\n(?=[ \t\n#])|\\\n[ \t]*+.?|\\(?:[^\n]|\Z))*)", re.DOTALL)
_BACKSLASH = re.compile(rb"\\(?:\n[ \t]*+(.?)|(\Z)|.)", re.DOTALL)
_KEY = re.compile(rb"[^: \t\n\v\f\r]++")
_QUOTED = re.compile(rb'"([^"\n]*+)"(?=[: \t\n\v\f\r#]|\Z)')
_AFTER_KEY = re.compile(rb"(?>(?:[ \t\n\v\f\r]++|#[^\n]*+)*):?+(?>(?:[ \t\n\v\f\r]++|#[^\n]*+)*)")
_PIECE = re.compile(rb'"(?>(?:[^"\\]|\\.)*)"?|\\.?|#[^\n]*+|[^ \t\n\v\f\r"#\\]++', re.DOTALL)


class Hit(NamedTuple):
    """An entry whose key fits: its value, its line, and the text of the pattern if its key is one."""

    value: bytes
    line: int
    pattern: str | None = None

    @property
    def where(self) -> str:
        """How the entry was found, in words behind the key that was asked for."""
        by = "" if self.pattern is None else f' by the pattern `"{printable(self.pattern)}"`'
        return f"{by} on line {self.line}"


def entries(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The entries of a file, continuation lines joined, each with the byte offset at which it starts."""
    at, size = _end(_BEFORE_ENTRY, data, 0), len(data)
    while at < size:
        start, at = at, _end(_ENTRY, data, at)
        text = data[start:at]
        yield (text[:1] + _joined(text[1:], last=at == size) if b"\\" in text else text), start
        at = _end(_BEFORE_ENTRY, data, at)


def _joined(text: bytes, *, last: bool) -> bytes:
    """The text without backslash-newline and the blanks after it, nor a backslash that ends the file."""

    def kept(found: re.Match[bytes]) -> bytes:
        if found[1] is not None:
            return found[1]
        return b"" if found[2] is not None and last else found[0]

    return _BACKSLASH.sub(kept, text)


def _end(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    found = pattern.match(data, at)
    return found.end() if found else at


def lsearch(data: bytes, key: bytes) -> Hit | None:
    """The trimmed value of the first entry whose key fits (case ignored) and its line; None when there is none.

    A name ends at a colon or white space, so one that holds such is found by a quoted key alone: that is a pattern. A
    pattern that is not well formed never fits, as in Smail.
    """
    wanted = key.lower()
    for entry, offset in entries(data):
        found = _fitting(entry, wanted)
        if found is not None:
            value = _value(entry, _end(_AFTER_KEY, entry, found.end()))
            quoted = found[1].decode("utf-8", "surrogateescape") if found.re is _QUOTED else None
            return Hit(value, data.count(b"\n", 0, offset) + 1, quoted)
    return None


def _fitting(entry: bytes, wanted: bytes) -> re.Match[bytes] | None:
    """The key of an entry, if it fits."""
    found = _QUOTED.match(entry)
    if found is not None:
        from smail_runtime.mail.pattern.search import fits

        return found if fits(found[1], wanted) else None
    found = _KEY.match(entry)
    return found if found is not None and found[0].lower() == wanted else None


def rows(data: bytes, proto: str) -> Iterator[tuple[bytes, bytes, int]]:
    """Key, value and byte offset of every entry of a text database, in its order; what has no key is no entry.

    The key of a pattern has its quotes.
    """
    for entry, offset in entries(data) if proto == "lsearch" else _lines(data):
        found = (_QUOTED.match(entry) if proto == "lsearch" else None) or _KEY.match(entry)
        if found is None:
            continue
        if proto == "lsearch":
            yield found[0], _value(entry, _end(_AFTER_KEY, entry, found.end())), offset
        else:
            yield found[0], _field(entry, found.end()), offset


def _lines(data: bytes) -> Iterator[tuple[bytes, int]]:
    at = 0
    for line in data.split(b"\n"):
        yield line, at
        at += len(line) + 1


def _field(line: bytes, end: int) -> bytes:
    """The value of a line in which the key ends at `end`."""
    return line[end + 1 :].partition(b"#")[0].rstrip(_WHITE)


def _value(entry: bytes, start: int) -> bytes:
    """From `start` on without blanks and comments at the end; `#` in quotes is none."""
    if b"#" not in entry[start:]:
        return entry[start:].strip(_WHITE)
    end = start
    for piece in _PIECE.finditer(entry, start):
        end = end if piece[0][:1] == b"#" else piece.end()
    return entry[start:end]


def bsearch(data: bytes, key: bytes) -> Hit | None:
    """The value in a sorted file of one line each: exactly one separator is consumed, `#` cuts, blanks end it.

    Read from the start, which finds the same in a sorted file and does not lose keys of an unsorted one.
    """
    wanted = key.lower()
    for number, line in enumerate(data.split(b"\n"), 1):
        found = _KEY.match(line)
        if wanted and found and found[0].lower() == wanted:
            return Hit(_field(line, found.end()), number)
    return None


SEARCHES = {"lsearch": lsearch, "bsearch": bsearch}

# Protocols that Smail knew and this release does not read: their answer is unknown, not absent.
UNREAD_PROTOCOLS = frozenset(["dbm", "yp", "aliasyp", "nialias", "nisplus", "dynadir"])
