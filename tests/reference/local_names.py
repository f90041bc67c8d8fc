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
