"""The commands of the runtime: `smaild`, the daemon, and `smailq`, its queue tool.

`--version` alone is answered before anything heavy is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Callable


def run_smaild() -> None:
    """Entry point of the daemon."""
    _run("smaild", _smaild)


def run_smailq() -> None:
    """Entry point of the queue tool."""
    _run("smailq", _smailq)


def show_version(name: str) -> None:
    """What `--version` prints."""
    from smail_runtime import __version__

    print(f"{name} {__version__}")


def _smaild() -> None:
    from smail_runtime.cli.smaild import main

    main()


def _smailq() -> None:
    from smail_runtime.cli.smailq import main

    main()


def _run(name: str, command: Callable[[], None]) -> None:
    from smail_runtime.cli.ending import guarded

    guarded(name, (lambda: show_version(name)) if sys.argv[1:] == ["--version"] else command)
