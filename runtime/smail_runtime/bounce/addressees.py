"""Who hears of a failure, and how much (reference semantics, sections 18 and 19)."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from smail_runtime.mail.outcome import Notify

_TO_OWNER = frozenset({Notify.OWNER_OR_SENDER, Notify.OWNER_OR_POSTMASTER})
_TO_POSTMASTER = frozenset({Notify.POSTMASTER, Notify.OWNER_OR_POSTMASTER})
#: The spellings of the empty error sender.
NULL_SENDERS = frozenset({"", "+"})


class Extent(enum.Enum):
    """How much a notice tells: with the body, with the header only, or nothing at all."""

    BODY = "body"
    HEADER = "header"
    NOTHING = "nothing"


def extent(grade: str) -> Extent:
    """Grades n to z send no notice back to the sender, other small letters no body."""
    if "n" <= grade[-1:] <= "z":
        return Extent.NOTHING
    return Extent.HEADER if "a" <= grade[-1:] <= "m" else Extent.BODY


def addressee(notify: Notify, owners: Sequence[str], sender: str, postmaster: str) -> str:
    """The address to tell: the nearest owner, else sender or postmaster; empty for the null sender."""
    if notify in _TO_OWNER and owners:
        return owners[0]
    if notify in _TO_POSTMASTER:
        return postmaster
    return "" if sender in NULL_SENDERS else sender
