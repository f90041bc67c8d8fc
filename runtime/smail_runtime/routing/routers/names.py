"""Which targets a router is asked about, and what of their name it looks up (reference language, section c.7)."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed
from smail_runtime.routing.domains import any_ends_in, stripped


class Asked(msgspec.Struct, frozen=True):
    """The name to look up, in lower case, and how many characters were cut off behind it."""

    name: str
    cut: int


def name_within(target: str, required: tuple[str, ...], domain: tuple[str, ...]) -> Asked | Passed:
    """The target without the domain to strip; a pass when it lies in none of the required domains."""
    if target.startswith("["):
        return Passed("it takes host names, not address literals")
    if required and not any_ends_in(required, target, or_equal=False):
        return Passed(f"{printable(target)} is in none of the required domains")
    name = stripped(domain, target)
    return Asked(lower(name), len(target) - len(name))


def asked_name(target: str) -> str:
    """The form of a target in which routers see it: a dot at its end stands before it, unless one does already."""
    bare = target.rstrip(".") if target.startswith("[") else target.removesuffix(".")
    if bare == target or bare.startswith(("[", ".")) or not bare:
        return bare or target
    return "." + bare


def size(name: str) -> int:
    """How many characters a full match has: a dot before the name does not count."""
    return len(name.removeprefix("."))
