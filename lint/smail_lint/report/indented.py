"""JSON as every command prints it: indented, with a line end."""

from __future__ import annotations

import msgspec


def indented(answer: object) -> str:
    """Records, lists and mappings as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode() + "\n"
