"""Case of mail names: ASCII letters only, so that no other character ever becomes a letter of a name."""

from __future__ import annotations

_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}


def lower(text: str) -> str:
    """ASCII capitals made small, everything else kept."""
    return text.lower() if text.isascii() else text.translate(_LOWER)


def upper(text: str) -> str:
    """ASCII small letters made capital, everything else kept."""
    return text.upper() if text.isascii() else text.translate(_UPPER)
