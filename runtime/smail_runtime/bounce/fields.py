"""Foreign text in the fields of a report: one line, printable, never the start of another field."""

from __future__ import annotations

import re

from smail_runtime.mail.text import printable

#: Longest piece of foreign text in one field, characters: with its name it stays below the line limit of RFC 5322.
LONGEST = 600
_RESERVED = re.compile(r"[\\+= ]")
_SPELLED = re.compile(r"[\\+= ]|[^\x00-\x7f]")
_PLAIN_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+(@[A-Za-z0-9.\[\]:-]+)?")


def clean(text: str) -> str:
    """The text on one line; what cannot be shown stands as an escape."""
    shown = printable(" ".join(text.split()))
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + "..."


def typed_address(address: str, *, utf8: bool = False) -> str:
    """`type; address` of RFC 3464: rfc822 for what can stand in an SMTP path, utf-8 with other letters, else x-local.

    Such letters stand as they are with `utf8`, else in the ASCII spelling `\\x{FC}` (RFC 6533, section 3).
    """
    shown = clean(address)
    special = address.lstrip('"').startswith(("/", "|", "~", ":include:"))
    if special or shown != address:
        return f"x-local; {shown}"
    if address.isascii():
        return f"rfc822; {shown}"
    return f"utf-8; {_SPELLED.sub(_spelling, shown) if not utf8 else _RESERVED.sub(_spelling, shown)}"


def _spelling(found: re.Match[str]) -> str:
    return f"\\x{{{ord(found[0]):02X}}}"


def mailbox(address: str) -> str:
    """An address as it stands in a To field: bare where the grammar allows, else in brackets."""
    shown = clean(address)
    return shown if _PLAIN_MAILBOX.fullmatch(shown) else f"<{shown}>"
