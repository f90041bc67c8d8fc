"""Bounds that make every resolution end, whatever the site's files say."""

from __future__ import annotations

MAX_DEPTH = 64
"""How many expansions deep an address may lie under its recipient."""

MAX_ADDRESSES = 100_000
"""How many addresses one message may be expanded to."""
