"""The parameters of MAIL and RCPT: what the extensions add behind the path (RFC 1870, 3461, 6152, 6531)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from smail_runtime.mail.dsn import NEVER, NOTHING_ASKED, SUCCESS, USUAL, Asked, is_xtext
from smail_runtime.mail.outcome import Reply
from smail_runtime.smtp import server_replies as say

LONGEST_ENVID = 100
"""Characters of ENVID (RFC 3461, section 4.4)."""
LONGEST_ORCPT = 500
"""Characters of ORCPT (RFC 3461, section 4.2)."""
_SIZE = re.compile("[0-9]{1,20}")
_ADDRESS_TYPE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+")
_NOTIFY = USUAL | {SUCCESS}
#: Known after EHLO only; the older two are taken after HELO as well, as they always were.
_EXTENDED = frozenset({"SMTPUTF8", "RET", "ENVID"})


class MailParameters(msgspec.Struct, frozen=True):
    """Of MAIL: declared size (0: none), 8-bit text announced, letters beyond ASCII asked for, RET and ENVID."""

    size: int = 0
    eight_bit: bool = False
    utf8: bool = False
    ret: str = ""
    envid: str = ""


def mail_parameters(words: str, *, extended: bool) -> MailParameters | Reply:
    """The parameters behind the reverse path, or the refusal."""
    found = MailParameters()
    for name, value in _pairs(words):
        if name not in _MAIL or (name in _EXTENDED and not extended) or not words.isascii():
            return say.UNKNOWN_PARAMETER
        field = _MAIL[name]
        read = _read(name, value)
        if read is None or (name in ("RET", "ENVID") and getattr(found, field)):
            return say.BAD_PARAMETER
        found = msgspec.structs.replace(found, **{field: read})
    return found


_MAIL = {"SIZE": "size", "BODY": "eight_bit", "SMTPUTF8": "utf8", "RET": "ret", "ENVID": "envid"}


def _read(name: str, value: str | None) -> int | bool | str | None:
    """The value of a parameter of MAIL, None if it is not a good one."""
    if value is None or name == "SMTPUTF8":
        return True if name == "SMTPUTF8" and value is None else None
    upper = value.upper()
    match name:
        case "SIZE":
            return int(value) if _SIZE.fullmatch(value) else None
        case "BODY":
            return upper == "8BITMIME" if upper in ("7BIT", "8BITMIME") else None
        case "RET":
            return upper if upper in ("FULL", "HDRS") else None
    return value if value and is_xtext(value) and len(value) <= LONGEST_ENVID else None


def rcpt_parameters(words: str, *, extended: bool) -> Asked | Reply:
    """The parameters behind the forward path, or the refusal."""
    asked = NOTHING_ASKED
    for name, value in _pairs(words):
        if name not in ("NOTIFY", "ORCPT") or not extended or not words.isascii():
            return say.UNKNOWN_PARAMETER
        if name == "NOTIFY" and not asked.notify and _is_notify(value or ""):
            asked = msgspec.structs.replace(asked, notify=tuple((value or "").upper().split(",")))
        elif name == "ORCPT" and not asked.orcpt and _is_orcpt(value or ""):
            asked = msgspec.structs.replace(asked, orcpt=value or "")
        else:
            return say.BAD_PARAMETER
    return asked


def _pairs(words: str) -> Iterator[tuple[str, str | None]]:
    """Names in capitals with their values, None where there is no `=`."""
    for word in words.split():
        name, mark, value = word.partition("=")
        yield name.upper(), value if mark else None


def _is_notify(value: str) -> bool:
    words = value.upper().split(",")
    return words == [NEVER] or (set(words) <= _NOTIFY and len(set(words)) == len(words))


def _is_orcpt(value: str) -> bool:
    kind, mark, address = value.partition(";")
    well = _ADDRESS_TYPE.fullmatch(kind) and mark and address and is_xtext(address)
    return bool(well) and len(value) <= LONGEST_ORCPT
