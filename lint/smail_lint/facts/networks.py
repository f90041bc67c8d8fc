"""Items of lists of clients: which of them take in everybody."""

from __future__ import annotations

import ipaddress

_ALL_STARS = frozenset("*.")
_SMALLEST_PREFIX = {4: 8, 6: 16}
"""Shorter prefixes than that no site owns."""


def takes_everybody(item: str) -> bool:
    """Whether a pattern of clients holds the whole Internet, or so much of it that no site owns it."""
    text = item.strip().lower()
    if text and set(text) <= _ALL_STARS and "*" in text:
        return True
    address, slash, prefix = text.partition("/")
    if not slash or not prefix.isdigit() or int(prefix) > 128:
        return False
    return int(prefix) < _SMALLEST_PREFIX[_version(address)]


def _version(address: str) -> int:
    """4 or 6; addresses may leave out what is zero."""
    try:
        return ipaddress.ip_address(address.strip("[]")).version
    except ValueError:
        return 6 if ":" in address else 4
