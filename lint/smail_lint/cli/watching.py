"""`--watch`: the same command again after each change."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from smail_lint.adoption.watching import CLEAR, stamps_of, watch
from smail_lint.report.ending import FINE, complain

_PAUSE = 0.2  # seconds between two looks


def watched(name: str, path: Path) -> int:
    """Run this command, without that option, now and after each change, until it is interrupted.

    What is not there at the beginning is a mistake; what goes away later may come back. Gives the exit code.
    """
    words = [word for word in sys.argv if word != "--watch"]
    directory = str(path if path.is_dir() else path.parent)

    def check() -> int:
        if sys.stdout.isatty():
            sys.stdout.write(CLEAR)
            sys.stdout.flush()
        return subprocess.run([sys.executable, *words], check=False).returncode  # noqa: S603

    def tell() -> None:
        check()
        complain(name, f"waiting for changes below {directory}; Ctrl-C ends")

    def wait() -> bool:
        time.sleep(_PAUSE)
        return True

    if not path.exists():
        return check()
    with suppress(KeyboardInterrupt):
        watch(lambda: stamps_of(directory), tell, wait)
    return FINE
