"""How a command of the linter or the compiler ends: its result on standard output, and what all commands share."""

from __future__ import annotations

import sys

from smail_runtime.cli.ending import FINE, INTERRUPTED, NEGATIVE, OUR_BUG, UNREADABLE, USAGE, complain, guarded

__all__ = ["FINE", "INTERRUPTED", "NEGATIVE", "OUR_BUG", "UNREADABLE", "USAGE", "complain", "guarded", "write"]


def write(text: str, *, exact: bool = False) -> None:
    """Put a result on standard output, as UTF-8 whatever the locale, and at once.

    Bytes that were not UTF-8 are shown as escapes, or with `exact` come out as they were. Raises BrokenPipeError when
    nobody reads it, OSError when it cannot be written.
    """
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape" if exact else "backslashreplace"))
    sys.stdout.buffer.flush()
