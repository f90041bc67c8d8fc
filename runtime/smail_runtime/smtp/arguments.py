"""Arguments of MAIL and RCPT: the path in its brackets, the parameters behind it (RFC 5321, 4.1.2)."""

from __future__ import annotations

import re

import msgspec

from smail_runtime.mail.address import AddressError
from smail_runtime.mail.outcome import Reply
from smail_runtime.mail.path import parse_path
from smail_runtime.smtp import server_replies as say

# The alternatives inside the brackets begin with different characters and never give back what they took.
_PATH = r" *<((?>(?:[^<>\"\\ ]|\"(?>(?:[^\"\\]|\\.)*)\"|\\.)*))>((?>(?: +[^ ]+)*)) *"
_FROM = re.compile("FROM:" + _PATH, re.IGNORECASE)
_TO = re.compile("TO:" + _PATH, re.IGNORECASE)
_SIZE = re.compile("[0-9]{1,20}")


class MailArguments(msgspec.Struct, frozen=True):
    """Of MAIL: reverse path without brackets and source route, declared size (0: none), 8-bit text announced."""

    sender: str
    size: int = 0
    eight_bit: bool = False


def _parameters(words: str) -> MailArguments | Reply:
    """Parameters of MAIL, the sender left empty."""
    size, eight_bit = 0, False
    for word in words.split():
        name, _, value = word.partition("=")
        name, value = name.upper(), value.upper()
        if name == "SIZE" and _SIZE.fullmatch(value):
            size = int(value)
        elif name == "BODY" and value in ("7BIT", "8BITMIME"):
            eight_bit = value == "8BITMIME"
        else:
            return say.BAD_PARAMETER if name in ("SIZE", "BODY") else say.UNKNOWN_PARAMETER
    return MailArguments(sender="", size=size, eight_bit=eight_bit)


def mail_arguments(text: str) -> MailArguments | Reply:
    """What stands behind `MAIL `, or the refusal."""
    match = _FROM.fullmatch(text)
    if match is None:
        return say.FROM_SYNTAX
    path, words = match.groups()
    address = parse_path(path.encode("ascii"), null=True)
    if isinstance(address, AddressError):
        return say.BAD_SENDER
    if not words:
        return MailArguments(address.text)
    found = _parameters(words)
    return found if isinstance(found, Reply) else msgspec.structs.replace(found, sender=address.text)


def rcpt_argument(text: str) -> str | Reply:
    """The forward path behind `RCPT `, without its source route, or the refusal. No parameter is offered."""
    match = _TO.fullmatch(text)
    if match is None:
        return say.TO_SYNTAX
    path, words = match.groups()
    if words:
        return say.UNKNOWN_PARAMETER
    address = parse_path(path.encode("ascii"))
    return say.BAD_RECIPIENT if isinstance(address, AddressError) else address.text
