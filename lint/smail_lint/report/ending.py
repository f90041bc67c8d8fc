"""How a command ends: its exit codes, its output, and what happens when something breaks."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NoReturn

FINE, NEGATIVE, USAGE, UNREADABLE, OUR_BUG = range(5)
INTERRUPTED = 130


def write(text: str, *, exact: bool = False) -> None:
    """Put a result on standard output, as UTF-8 whatever the locale, and at once.

    Bytes that were not UTF-8 are shown as escapes, or with `exact` come out as they were. Raises BrokenPipeError when
    nobody reads it.
    """
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape" if exact else "backslashreplace"))
    sys.stdout.buffer.flush()


def complain(command: str, message: str) -> None:
    """Put a complaint on standard error, on one line."""
    print(f"{command}: {' '.join(message.split())}".encode("ascii", "backslashreplace").decode(), file=sys.stderr)


def guarded(name: str, run: Callable[[], object]) -> NoReturn:
    """Run a command to its exit. A fault of ours is one line and exit 4; SMAIL_DEBUG asks for the traceback."""
    try:
        run()
        raise SystemExit(FINE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise SystemExit(NEGATIVE) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except Exception as error:
        if os.environ.get("SMAIL_DEBUG"):
            raise
        complain(name, f"internal error: {type(error).__name__}: {error}; SMAIL_DEBUG=1 shows where")
        raise SystemExit(OUR_BUG) from None
