"""The commands of the runtime: `smaild`, the daemon, and `smailq`, its queue tool.

`--version` alone is answered before anything heavy is imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

OUR_FAULT = 4


def run_smaild() -> None:
    """Entry point of the daemon."""
    _run("smaild", _smaild)


def run_smailq() -> None:
    """Entry point of the queue tool."""
    _run("smailq", _smailq)


def _smaild() -> None:
    from smail_runtime.cli.smaild import main

    main()


def _smailq() -> None:
    from smail_runtime.cli.smailq import main

    main()


def _run(name: str, command: Callable[[], None]) -> None:
    """Run a command; a fault of our own is one line and exit code 4, unless SMAIL_DEBUG asks for more."""
    if sys.argv[1:] == ["--version"]:
        from smail_runtime import __version__

        print(f"{name} {__version__}")
        return
    try:
        command()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except Exception as fault:
        if os.environ.get("SMAIL_DEBUG"):
            raise
        print(f"{name}: our own fault: {type(fault).__name__}: {fault}; please report it", file=sys.stderr)
        raise SystemExit(OUR_FAULT) from None
