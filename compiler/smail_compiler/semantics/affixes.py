"""Prefixes and suffixes that are patterns: `prefix="^[a-z]+-"`, `suffix="[-+].+$"` (wish S158)."""

from __future__ import annotations


def pattern_of(written: str, *, suffix: bool) -> str | None:
    """The pattern in a prefix that begins with `^`, or in a suffix that ends with `$`; None for plain text."""
    if suffix:
        return written[:-1] if written.endswith("$") else None
    return written[1:] if written.startswith("^") else None
