"""`smail-compile`: check a configuration and write its routing table."""

from __future__ import annotations

import sys


def main() -> None:
    """The console script; `--version` alone is answered before anything heavy is imported."""
    if sys.argv[1:] == ["--version"]:
        from smail_runtime import __version__

        print(f"smail-compile {__version__}")
        return
    from smail_compiler.cli.command import smail_compile
    from smail_lint.report.ending import guarded

    guarded("smail-compile", smail_compile)
