"""Names and hosts against compiled patterns: whole, at their start, or at their end. Case is ignored."""

from __future__ import annotations

from smail_runtime.table.pattern import Pattern


def fits(pattern: Pattern, text: str) -> bool:
    """Whether the whole text matches."""
    return pattern.fits(_bytes(text))


def split_prefix(pattern: Pattern, name: str) -> tuple[str, str] | None:
    """The longest start of the name that matches, and what is left of the name, which is never empty.

    None when no such start matches. A start that would be empty counts for none.
    """
    data = _bytes(name)
    size = pattern.longest(data, 1, len(data) - 1)
    return None if size is None else (_text(data[:size]), _text(data[size:]))


def split_suffix(backwards: Pattern, name: str) -> tuple[str, str] | None:
    """What is left of the name, never empty, and the longest end that matches a pattern compiled backwards.

    None when no such end matches.
    """
    data = _bytes(name)
    size = backwards.longest(data[::-1], 1, len(data) - 1)
    return None if size is None else (_text(data[: len(data) - size]), _text(data[len(data) - size :]))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
