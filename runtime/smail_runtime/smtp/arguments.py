"""Arguments of MAIL, RCPT and VRFY: the path in its brackets, the parameters behind it (RFC 5321, 4.1.2).

Letters beyond ASCII stand in an address only where MAIL or VRFY asked for SMTPUTF8 (RFC 6531, sections 3.4 and 3.5).
"""

from __future__ import annotations

import re

import msgspec

from smail_runtime.mail.address import AddressError
from smail_runtime.mail.dsn import NOTHING_ASKED, Asked
from smail_runtime.mail.outcome import Reply
from smail_runtime.mail.path import parse_path
from smail_runtime.smtp import server_replies as say
from smail_runtime.smtp.parameters import MailParameters, mail_parameters, rcpt_parameters

# The alternatives inside the brackets begin with different characters and never give back what they took.
_PATH = r" *<((?>(?:[^<>\"\\ ]|\"(?>(?:[^\"\\]|\\.)*)\"|\\.)*))>((?>(?: +[^ ]+)*)) *"
_FROM = re.compile("FROM:" + _PATH, re.IGNORECASE | re.ASCII)
_TO = re.compile("TO:" + _PATH, re.IGNORECASE | re.ASCII)


class MailArguments(msgspec.Struct, frozen=True):
    """Of MAIL: reverse path without brackets and source route, and the parameters behind it."""

    sender: str
    parameters: MailParameters = MailParameters()


class RcptArguments(msgspec.Struct, frozen=True):
    """Of RCPT: forward path without brackets and source route, and what is asked of reports about it."""

    recipient: str
    asked: Asked = NOTHING_ASKED


def mail_arguments(text: str, *, extended: bool = True) -> MailArguments | Reply:
    """What stands behind `MAIL `, or the refusal."""
    match = _FROM.fullmatch(text)
    if match is None:
        return say.FROM_SYNTAX
    path, words = match.groups()
    found = mail_parameters(words, extended=extended) if words else MailParameters()
    if isinstance(found, Reply):
        return found
    if not found.utf8 and not path.isascii():
        return say.SENDER_BEYOND_ASCII
    address = parse_path(path.encode(), null=True, utf8=found.utf8)
    return say.BAD_SENDER if isinstance(address, AddressError) else MailArguments(address.text, found)


def rcpt_arguments(text: str, *, extended: bool = True, utf8: bool = False) -> RcptArguments | Reply:
    """What stands behind `RCPT `, or the refusal."""
    match = _TO.fullmatch(text)
    if match is None:
        return say.TO_SYNTAX
    path, words = match.groups()
    asked = rcpt_parameters(words, extended=extended) if words else NOTHING_ASKED
    if isinstance(asked, Reply):
        return asked
    if not utf8 and not path.isascii():
        return say.RECIPIENT_BEYOND_ASCII
    address = parse_path(path.encode(), utf8=utf8)
    return say.BAD_RECIPIENT if isinstance(address, AddressError) else RcptArguments(address.text, asked)


def vrfy_argument(text: str) -> str | Reply:
    """The text behind `VRFY `, or the refusal; the word SMTPUTF8 at its end permits letters beyond ASCII."""
    words = text.split()
    asked, utf8 = (words[:-1], True) if words and words[-1].upper() == "SMTPUTF8" else (words, False)
    if not asked:
        return say.ARGUMENT_MISSING
    return " ".join(asked) if utf8 or text.isascii() else say.RECIPIENT_BEYOND_ASCII
