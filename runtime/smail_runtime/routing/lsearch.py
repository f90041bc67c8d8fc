"""Searching text databases at run time (reference semantics, sections 1 and 15).

Aliases are compiled into the table; this serves `${lookup...}` and alias files that are read when mail comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEFORE_ENTRY = re.compile(rb"(?:[ \t\n\v\f\r]++|#[^\n]*+)*+")
_ENTRY = re.compile(rb"(?:[^\n\\]++|\n(?=[ \t\n#])|\\\n[ \t]*+.?|\\)*+", re.DOTALL)
_CONTINUATION = re.compile(rb"\\\n[ \t]*")
_KEY = re.compile(rb"[^: \t\n\v\f\r]*+")
_AFTER_KEY = re.compile(rb"[ \t\n\v\f\r]*+:?+[ \t\n\v\f\r]*+")
_WHITE = b" \t\n\v\f\r"


def entries(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The entries of a file, continuation lines joined, each with the byte offset at which it starts."""
    at, size = 0, len(data)
    while at < size:
        start = _BEFORE_ENTRY.match(data, at).end()  # type: ignore[union-attr]
        if start == size:
            return
        at = _ENTRY.match(data, start).end()  # type: ignore[union-attr]
        yield _CONTINUATION.sub(b"", data[start:at]), start
        at += 1


def lsearch(data: bytes, key: bytes) -> tuple[bytes, int] | None:
    """The trimmed value of the first entry with that key (case ignored) and its line; None when there is none.

    A key ends at a colon or white space, so one that holds such is never found.
    """
    wanted = key.lower()
    if not wanted or _KEY.fullmatch(wanted) is None or wanted not in data.lower():
        return None
    for entry, offset in entries(data):
        if entry[: len(wanted)].lower() == wanted and entry[len(wanted) : len(wanted) + 1] in _KEY_ENDS:
            behind = _AFTER_KEY.match(entry, len(wanted))
            value = entry[behind.end() if behind else len(wanted) :].strip(_WHITE)
            return value, data.count(b"\n", 0, offset) + 1
    return None


_KEY_ENDS = frozenset([b"", b":", *(bytes([code]) for code in _WHITE)])


def bsearch(data: bytes, key: bytes) -> tuple[bytes, int] | None:
    """The value in a sorted file of one line each: exactly one separator is consumed, `#` cuts, blanks end it.

    Read from the start, which finds the same in a sorted file and does not lose keys of an unsorted one.
    """
    wanted = key.lower()
    for number, line in enumerate(data.split(b"\n"), 1):
        found = _KEY.match(line)
        if wanted and found and found[0].lower() == wanted:
            return line[found.end() + 1 :].partition(b"#")[0].rstrip(_WHITE), number
    return None


SEARCHES = {"lsearch": lsearch, "bsearch": bsearch}

# Protocols that Smail knew and this release does not read: their answer is unknown, not absent.
UNREAD_PROTOCOLS = frozenset(["dbm", "yp", "aliasyp", "nialias", "nisplus", "dynadir"])
