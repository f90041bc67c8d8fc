"""The local name that an address leads to (section 10.4)."""

from __future__ import annotations

from tests.reference.around import Around
from tests.reference.parsing import parse
from tests.reference.tokens import AddressError, stripped


def local_name(text: str, around: Around) -> str | None:
    """What is left when hosts of ours and quotes are peeled off, None when it is remote or cannot be parsed."""
    try:
        parsed = parse(text)
    except AddressError:
        return None
    if parsed.target is None:
        plain = stripped(text)
        return text if plain == text else local_name(plain, around)
    return local_name(parsed.remainder, around) if around.is_local(parsed.target) else None


def is_own_name(text: str, name: str, around: Around) -> bool:
    """The name itself, with a backslash before it, or at a host of ours (13.2)."""
    if text.lower() in (name.lower(), f"\\{name}".lower()):
        return bool(name)
    plain, at, host = text.rpartition("@")
    return bool(at) and plain.lower() == name.lower() and around.is_local(host)


def is_sender(text: str, around: Around) -> bool:
    """Whether a result is local and equal to the sender."""
    mine, theirs = local_name(text, around), local_name(around.sender, around)
    return mine is not None and theirs is not None and mine.lower() == theirs.lower()
