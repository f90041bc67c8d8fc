"""Header fields as slices of the message's own bytes: what is not edited leaves as it came, byte for byte.

A message here has CRLF line ends. A field runs from its name to the end of its last continuation line, line end
included; the header ends at the first empty line, or at the first line that can be neither field nor continuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

#: A field name is printable ASCII without colon (RFC 5322, 3.6.8); blanks before the colon are obsolete, yet legal.
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")
_RECEIVED = re.compile(rb"(?im)^received[ \t]*:")
_FROM_LINE = re.compile(rb"(?m)^From ")
_BARE_LINE_END = re.compile(rb"(?<!\r)\n")


class Field(msgspec.Struct, frozen=True):
    """One field: its name in lower case and all its bytes."""

    name: bytes
    raw: bytes

    @property
    def value(self) -> bytes:
        """The body of the field, unfolded and trimmed."""
        return re.sub(rb"\r?\n", b"", self.raw.split(b":", 1)[1]).strip()


class Survey(msgspec.Struct, frozen=True):
    """What one look at a header tells: its bytes, its field names in lower case, its Received fields."""

    length: int
    names: frozenset[str]
    hops: int


def survey(message: bytes) -> Survey:
    """The header of a message in one pass."""
    at, names = 0, []
    while found := _FIELD.match(message, at):
        at = found.end()
        names.append(found[1].lower().decode("ascii"))
    return Survey(at, frozenset(names), names.count("received"))


def split(message: bytes) -> tuple[bytes, bytes]:
    """Header and the rest; the rest begins with the empty line, if there is one."""
    at = 0
    while found := _FIELD.match(message, at):
        at = found.end()
    return message[:at], message[at:]


def fields(header: bytes) -> Iterator[Field]:
    """The fields of a header in order."""
    for found in _FIELD.finditer(header):
        yield Field(found[1].lower(), found[0])


def find(header: bytes, name: str) -> bytes | None:
    """The value of the first field of that name, case ignored."""
    wanted = name.lower().encode("ascii", "replace")
    return next((field.value for field in fields(header) if field.name == wanted), None)


def names(header: bytes) -> frozenset[str]:
    """All field names, lower case."""
    return frozenset(field.name.decode("ascii") for field in fields(header))


def hop_count(header: bytes) -> int:
    """How many hosts have handled the message: its Received fields."""
    return len(_RECEIVED.findall(header))


def edit(header: bytes, remove: Iterable[str], insert: Iterable[str], append: Iterable[str]) -> bytes:
    """Drop all fields of the names in `remove`, put the lines of `insert` on top and those of `append` at the end.

    Added text is made one well-formed field each (see `field_line`); what cannot be one is left out.
    """
    unwanted = {name.strip().rstrip(":").lower().encode("ascii", "replace") for name in remove}
    if unwanted:
        header = b"".join(field.raw for field in fields(header) if field.name not in unwanted)
    if header and not header.endswith(b"\n"):
        header += b"\r\n"
    return b"".join([*map(field_line, insert), header, *map(field_line, append)])


def field_line(text: str) -> bytes:
    """A field with its line end; inner line ends become folds, so that no text can start a second field."""
    lines = [line.strip(" \t\r") for line in text.replace("\0", "").split("\n")]
    raw = "\r\n\t".join(line for line in lines if line).encode("utf-8", "surrogateescape").replace(b"\r\r", b"\r")
    raw = re.sub(rb"\r(?!\n)", b"", raw) + b"\r\n"
    return raw if _FIELD.fullmatch(raw) else b""


def return_path(sender: str) -> bytes:
    """The Return-Path field (RFC 5321, 4.4)."""
    return field_line(f"Return-Path: <{sender}>")


def escape_from(body: bytes) -> bytes:
    """A `>` before each line that starts with `From `, so that readers of mailbox files do not split there."""
    return _FROM_LINE.sub(b">From ", body)


def to_lf(message: bytes) -> bytes:
    """CRLF line ends as LF; other carriage returns stay."""
    return message.replace(b"\r\n", b"\n")


def to_crlf(message: bytes) -> bytes:
    """Every line end as CRLF."""
    return _BARE_LINE_END.sub(b"\r\n", message)
