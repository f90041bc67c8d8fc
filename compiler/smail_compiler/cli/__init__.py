"""`smail-compile`: check a configuration and write its routing table."""

from __future__ import annotations

import sys


def main() -> None:
    """The console script; `--version` alone is answered before anything heavy is imported."""
    if sys.argv[1:] == ["--version"]:
        from smail_runtime import __version__

        print(f"smail-compile {__version__}")
        return
    import gc

    gc.disable()  # one run whose records live to its end: looking for garbage among millions of them finds none
    from smail_compiler.cli.command import smail_compile
    from smail_lint.report.ending import guarded

    guarded("smail-compile", smail_compile)
