"""Arguments of MAIL, RCPT and VRFY: the path in its brackets, the parameters behind it (RFC 5321, 4.1.2).

Letters beyond ASCII stand in an address only where MAIL or VRFY asked for SMTPUTF8 (RFC 6531, sections 3.4 and 3.5).
"""

from __future__ import annotations

import re

import msgspec

from smail_runtime.mail.address import AddressError
from smail_runtime.mail.outcome import Reply
from smail_runtime.mail.path import parse_path
from smail_runtime.smtp import server_replies as say

# The alternatives inside the brackets begin with different characters and never give back what they took.
_PATH = r" *<((?>(?:[^<>\"\\ ]|\"(?>(?:[^\"\\]|\\.)*)\"|\\.)*))>((?>(?: +[^ ]+)*)) *"
_FROM = re.compile("FROM:" + _PATH, re.IGNORECASE | re.ASCII)
_TO = re.compile("TO:" + _PATH, re.IGNORECASE | re.ASCII)
_SIZE = re.compile("[0-9]{1,20}")


class MailArguments(msgspec.Struct, frozen=True):
    """Of MAIL: reverse path without brackets and source route, declared size (0: none), 8-bit text announced.

    `utf8` tells that addresses and header may have letters beyond ASCII.
    """

    sender: str
    size: int = 0
    eight_bit: bool = False
    utf8: bool = False


def _parameters(words: str, *, extended: bool) -> MailArguments | Reply:
    """Parameters of MAIL, the sender left empty; SMTPUTF8 is one only after EHLO."""
    size, eight_bit, utf8 = 0, False, False
    if not words.isascii():
        return say.UNKNOWN_PARAMETER
    for word in words.split():
        name, mark, value = word.partition("=")
        name, value = name.upper(), value.upper()
        if name == "SIZE" and _SIZE.fullmatch(value):
            size = int(value)
        elif name == "BODY" and value in ("7BIT", "8BITMIME"):
            eight_bit = value == "8BITMIME"
        elif name == "SMTPUTF8" and extended and not mark:
            utf8 = True
        else:
            known = name in ("SIZE", "BODY") or (name == "SMTPUTF8" and extended)
            return say.BAD_PARAMETER if known else say.UNKNOWN_PARAMETER
    return MailArguments(sender="", size=size, eight_bit=eight_bit, utf8=utf8)


def mail_arguments(text: str, *, extended: bool = True) -> MailArguments | Reply:
    """What stands behind `MAIL `, or the refusal."""
    match = _FROM.fullmatch(text)
    if match is None:
        return say.FROM_SYNTAX
    path, words = match.groups()
    found = _parameters(words, extended=extended) if words else MailArguments("")
    if isinstance(found, Reply):
        return found
    if not found.utf8 and not path.isascii():
        return say.SENDER_BEYOND_ASCII
    address = parse_path(path.encode(), null=True, utf8=found.utf8)
    return (
        say.BAD_SENDER if isinstance(address, AddressError) else msgspec.structs.replace(found, sender=address.text)
    )


def rcpt_argument(text: str, *, utf8: bool = False) -> str | Reply:
    """The forward path behind `RCPT `, without its source route, or the refusal. No parameter is offered."""
    match = _TO.fullmatch(text)
    if match is None:
        return say.TO_SYNTAX
    path, words = match.groups()
    if words:
        return say.UNKNOWN_PARAMETER
    if not utf8 and not path.isascii():
        return say.RECIPIENT_BEYOND_ASCII
    address = parse_path(path.encode(), utf8=utf8)
    return say.BAD_RECIPIENT if isinstance(address, AddressError) else address.text


def vrfy_argument(text: str) -> str | Reply:
    """The text behind `VRFY `, or the refusal; the word SMTPUTF8 at its end permits letters beyond ASCII."""
    words = text.split()
    asked, utf8 = (words[:-1], True) if words and words[-1].upper() == "SMTPUTF8" else (words, False)
    if not asked:
        return say.ARGUMENT_MISSING
    return " ".join(asked) if utf8 or text.isascii() else say.RECIPIENT_BEYOND_ASCII
