"""Reading the text of a list that a director found."""

from __future__ import annotations

from smail_runtime.mail.alias_text import ListError, Target, scan_targets
from smail_runtime.mail.outcome import Notify
from smail_runtime.mail.wording import counted
from smail_runtime.routing.answers import Stopped
from smail_runtime.routing.outcomes import fails

LIST_LIMIT = 16 * 1024 * 1024


def targets_of(data: bytes, what: str) -> tuple[Target, ...] | Stopped:
    """The targets of a list; text that is no list fails the address (owner, else postmaster told)."""
    found = scan_targets(data)
    if not isinstance(found, ListError):
        return found
    line = data.count(b"\n", 0, found.offset) + 1
    reason = f"{what} cannot be understood: {found.category} in line {line} of its text"
    return Stopped(reason, fails("5.3.5", reason, Notify.OWNER_OR_POSTMASTER))


def many(targets: tuple[Target, ...]) -> str:
    """How many addresses, in words."""
    return counted(len(targets), "address", "addresses")
