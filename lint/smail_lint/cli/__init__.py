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
    if sys.argv[1:2] == ["test"]:
        from smail_lint.expectations.command import expect_command

        expect_command(sys.argv[2:], prog_name="smail-check test")
        return
    from smail_lint.cli.command import smail_check

    smail_check()
