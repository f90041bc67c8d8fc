"""What a sender asks of reports: NOTIFY, ORCPT, RET and ENVID (RFC 3461), kept with the message as they came."""

from __future__ import annotations

import re

import msgspec

#: The words of NOTIFY that may stand together; NEVER stands alone.
SUCCESS, FAILURE, DELAY, NEVER = "SUCCESS", "FAILURE", "DELAY", "NEVER"
#: What is told of a recipient for which nothing was said (RFC 3461, section 4.1).
USUAL = frozenset({FAILURE, DELAY})
_XTEXT = re.compile(r"(?:[!-*,-<>-~]|\+[0-9A-F]{2})*")
_CODED = re.compile(r"\+([0-9A-F]{2})")


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """For one recipient: the words of NOTIFY, empty if it was not given, and ORCPT in xtext, empty likewise."""

    notify: tuple[str, ...] = ()
    orcpt: str = ""

    def wants(self, word: str) -> bool:
        """Whether the sender is to be told of a success, a failure or a delay."""
        return word in (self.notify or USUAL)


NOTHING_ASKED = Asked()
NOBODY_TOLD = Asked((NEVER,))


class Dsn(msgspec.Struct, frozen=True, array_like=True):
    """For a message: RET (FULL or HDRS), ENVID in xtext, and what was asked for each recipient, in their order.

    `recipients` may be shorter than the envelope: nothing was asked for the rest.
    """

    ret: str = ""
    envid: str = ""
    recipients: tuple[Asked, ...] = ()

    def asked(self, number: int) -> Asked:
        """What was asked for the recipient of that number."""
        return self.recipients[number] if number < len(self.recipients) else NOTHING_ASKED


PLAIN = Dsn()
"""A message without any such parameter."""


def is_xtext(text: str) -> bool:
    """Whether a parameter is well formed (RFC 3461, section 4): printable ASCII, `+` and `=` in hexadecimal."""
    return _XTEXT.fullmatch(text) is not None


def from_xtext(text: str) -> str:
    """What an xtext stands for. It may hold any byte: it is foreign text, to be cleaned where it is shown."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text)
