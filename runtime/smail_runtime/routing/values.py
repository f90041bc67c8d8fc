"""What an expansion gives: a value, a failure, or the admission that nobody can tell for now."""

from __future__ import annotations

import msgspec

from smail_runtime.routing.world import Unknown


class Value(msgspec.Struct, frozen=True):
    """The text; an empty one is not a failure."""

    text: str


class Failed(msgspec.Struct, frozen=True):
    """The expansion has no value in this context, and will not have one later."""

    reason: str


Expanded = Value | Failed | Unknown

__all__ = ["Expanded", "Failed", "Unknown", "Value"]
