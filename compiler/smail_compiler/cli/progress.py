"""What a long run is doing, on a terminal: one line that each step replaces and the end removes."""

from __future__ import annotations

import os
import sys

_CLEAR = "\r\x1b[K"


def step(doing: str) -> None:
    """Show what is being done now."""
    _show(f"{_CLEAR}{doing} ...")


def done() -> None:
    """Remove the line."""
    _show(_CLEAR)


def _show(text: str) -> None:
    if sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        sys.stderr.write(text.encode("ascii", "backslashreplace").decode())
        sys.stderr.flush()
