"""Text for formats that must be valid Unicode."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def scalar(text: str) -> str:
    """The text with bytes that were not UTF-8 written as `\\xNN`, since no encoder takes lone surrogates."""
    return text if text.isascii() else _SURROGATE.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", text)


def scalar_or_none(text: str | None) -> str | None:
    """The same for a text that may be absent."""
    return None if text is None else scalar(text)


def is_scalar(text: str) -> bool:
    """Whether the text is valid Unicode as it stands."""
    return text.isascii() or _SURROGATE.search(text) is None
