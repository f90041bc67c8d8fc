"""`smail-check`: report everything that is wrong, risky, dead or outdated in a configuration."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """The console script; `--version` alone is answered before anything heavy is imported."""
    if sys.argv[1:] == ["--version"]:
        from smail_runtime import __version__

        print(f"smail-check {__version__}")
        return
    from smail_lint.report.ending import guarded

    guarded("smail-check", _run)


def _run() -> None:
    """One short run that keeps what it makes: collecting garbage on the way would cost time and free nothing."""
    gc.disable()
    from smail_lint.cli.command import smail_check

    smail_check()
