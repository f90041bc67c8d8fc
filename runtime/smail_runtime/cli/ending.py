"""How a command ends: its exit codes, its complaints, and what happens when something breaks.

All commands share this, so it imports nothing that takes time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NoReturn

from smail_runtime.mail.text import still

FINE, NEGATIVE, USAGE, UNREADABLE, OUR_BUG = range(5)
INTERRUPTED = 130


def complain(command: str, message: str) -> None:
    """Put a complaint on standard error: one line of ASCII in which no file name moves the cursor."""
    shown = still(f"{command}: {' '.join(message.split())}")
    print(shown.encode("ascii", "backslashreplace").decode(), file=sys.stderr)


def guarded(name: str, run: Callable[[], object]) -> NoReturn:
    """Run a command to its exit. A fault of ours is one line and exit 4; SMAIL_DEBUG asks for the traceback."""
    try:
        open_closed_streams()
        run()
        sys.stdout.flush()
        raise SystemExit(FINE)
    except BrokenPipeError:
        _let_go(1)
        raise SystemExit(NEGATIVE) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except Exception as error:
        if os.environ.get("SMAIL_DEBUG"):
            raise
        raise SystemExit(_explained(name, error)) from None


def open_closed_streams() -> None:
    """Put /dev/null where the standard streams were closed: no file opened later may get their numbers."""
    opened = os.open(os.devnull, os.O_RDWR)
    while opened <= 2:
        os.set_inheritable(opened, True)
        opened = os.open(os.devnull, os.O_RDWR)
    os.close(opened)
    for number, stream in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, stream) is None:
            setattr(sys, stream, open(number, "r" if number == 0 else "w", closefd=False))  # noqa: SIM115


def _explained(name: str, error: Exception) -> int:
    """Say what went wrong; the exit code. A system that refuses is not our bug."""
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        complain(name, f"{place}{error.strerror}")
        _let_go(1)
        return UNREADABLE
    complain(name, f"internal error: {type(error).__name__}: {error}; SMAIL_DEBUG=1 shows where")
    return OUR_BUG


def _let_go(number: int) -> None:
    """Send what is still buffered for a stream nowhere, so that the end of the process does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), number)
