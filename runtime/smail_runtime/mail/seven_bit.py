"""Mail with 8-bit text made 7-bit for hosts without 8BITMIME (RFC 6152, section 3), where that harms nothing.

Only bodies with 8-bit text change, and the field Content-Transfer-Encoding above them; all other bytes stay. The
result is read back: it must say what the original said. See docs/decisions/0013-eight-bit-text.md.
"""

from __future__ import annotations

import base64
import binascii
import re
from email.message import Message
from email.parser import BytesParser

import msgspec

from smail_runtime.mail import headers
from smail_runtime.mail.text import printable

#: Parts within parts.
DEEPEST = 20
#: A change of the body makes these worthless.
_SIGNATURES = frozenset({b"dkim-signature", b"domainkey-signature", b"arc-message-signature"})
_SEALED = frozenset({"multipart/signed", "multipart/encrypted"})
_PLAIN_CODINGS = frozenset({"", "7bit", "8bit", "binary"})
_CODING = "Content-Transfer-Encoding"


class Obstacle(msgspec.Struct, frozen=True):
    """Why a message cannot be made 7-bit, to follow `it`."""

    reason: str


_UNCLEAR = Obstacle("has an unclear structure")


def seven_bit(message: bytes) -> bytes | Obstacle:
    """The message (CRLF line ends) in ASCII, saying the same; or why there is no such form."""
    if message.isascii():
        return message
    header, _ = headers.split(message)
    if not _SIGNATURES.isdisjoint(field.name for field in headers.fields(header)):
        return Obstacle("is signed, and another form would break the signature")
    made = _message(message, 0)
    if isinstance(made, Obstacle):
        return made
    return made if made.isascii() and _same(_read(message), _read(made)) else _UNCLEAR


def _message(message: bytes, depth: int) -> bytes | Obstacle:
    """A message, which is one by MIME afterwards; letters of no known set are called that (RFC 1428)."""
    made = _entity(message, "text/plain", depth)
    if isinstance(made, Obstacle) or made is message:
        return made
    header, body = headers.split(made)
    missing = [] if headers.find(header, "MIME-Version") is not None else ["MIME-Version: 1.0"]
    if missing and headers.find(header, "Content-Type") is None:
        missing.append("Content-Type: text/plain; charset=unknown-8bit")
    return headers.edit(header, (), (), missing) + body


def _entity(entity: bytes, default: str, depth: int) -> bytes | Obstacle:
    """A message or part, header and body."""
    if entity.isascii():
        return entity
    header, rest = headers.split(entity)
    about = _read(header)
    kind = about.get_content_type() if "Content-Type" in about else default
    obstacle = _obstacle(header, rest, kind, str(about.get(_CODING, "")).strip().lower())
    if obstacle is not None or depth > DEEPEST:
        return obstacle or _UNCLEAR
    made, coding = _body(rest[2:], about, kind, depth)
    if isinstance(made, Obstacle):
        return made
    return headers.edit(header, (_CODING,), (), (f"{_CODING}: {coding}",)) + b"\r\n" + made


def _obstacle(header: bytes, rest: bytes, kind: str, coding: str) -> Obstacle | None:
    """What keeps an entity from being converted, as far as its header tells."""
    if not header.isascii():
        return Obstacle("has 8-bit text in its header")
    if kind in _SEALED:
        return Obstacle("is signed or encrypted, and another form would break that")
    if coding not in _PLAIN_CODINGS:
        return Obstacle(f"has 8-bit text in a part that says it is {printable(coding)[:40]}")
    if kind.startswith("message/") and kind != "message/rfc822":
        return Obstacle(f"has 8-bit text in a part of the type {printable(kind)[:40]}")
    return None if rest.startswith(b"\r\n") else _UNCLEAR


def _body(body: bytes, about: Message, kind: str, depth: int) -> tuple[bytes | Obstacle, str]:
    """The body of an entity, and its encoding: text stays readable."""
    if kind.startswith("multipart/"):
        return _parts(body, about, kind, depth), "7bit"
    if kind == "message/rfc822":
        return _message(body, depth + 1), "7bit"
    if kind.startswith("text/"):
        return headers.to_crlf(binascii.b2a_qp(body, istext=True)), "quoted-printable"
    return headers.to_crlf(base64.encodebytes(body).rstrip()), "base64"


def _parts(body: bytes, about: Message, kind: str, depth: int) -> bytes | Obstacle:
    """The body of a multipart: what stands between two boundaries is converted by itself."""
    boundary = about.get_boundary()
    if not boundary or not boundary.isascii():
        return _UNCLEAR
    mark = re.compile(rb"(?:\A|\r\n)--" + re.escape(boundary.encode()) + rb"(?:--)?[ \t]*(?:\r\n|\Z)")
    default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    out: list[bytes] = []
    at = 0
    while (found := mark.search(body, at)) is not None:
        made = _entity(body[at : found.start()], default, depth + 1) if out else body[: found.start()]
        if isinstance(made, Obstacle):
            return made
        out += [made, found[0]]
        at = found.end()
    return b"".join([*out, body[at:]])


def _read(data: bytes) -> Message:
    return BytesParser().parsebytes(data)


def _same(one: Message, other: Message) -> bool:
    """Whether two messages have the same parts with the same content; without a type, text of any kind."""
    if one.get_content_type() != other.get_content_type() or one.is_multipart() != other.is_multipart():
        return False
    if not one.is_multipart():
        return one.get_payload(decode=True) == other.get_payload(decode=True)
    mine, theirs = one.get_payload(), other.get_payload()
    assert isinstance(mine, list) and isinstance(theirs, list)
    return len(mine) == len(theirs) and all(_same(a, b) for a, b in zip(mine, theirs, strict=True))
