"""Colour: which part of a report gets which, and when there is none."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "style": "1;34",
    "strong": "1",
    "frame": "34",
    "second": "36",
    "good": "32",
}


class Paint(msgspec.Struct, frozen=True):
    """Wraps text in the escape sequences of a role, or leaves it plain."""

    colour: bool = False

    def __call__(self, role: str, text: str) -> str:
        """The text in the colour of its role (`error`, `warning`, `info`, `style`, `strong`, `frame` ...)."""
        return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if self.colour and text else text


def wants_colour(terminal: bool, environment: Mapping[str, str]) -> bool:
    """Colour goes to a terminal only, and never when NO_COLOR is set to anything."""
    return terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
