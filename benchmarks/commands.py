"""Whole processes: start-up of each command, checking and compiling samples/bigsite."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.record import Figure, figure, in_turn

BIN = Path(sys.executable).parent
BIGSITE = Path(__file__).parent.parent / "samples" / "bigsite"
NAMES = ("smail-check", "smail-compile", "smail-query", "smaild", "smailq")


def process(*argv: str | Path) -> Callable[[], object]:
    """Run a command to its end, output thrown away; any exit code but 0 is an error."""
    command = [str(one) for one in argv]
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start_up(runs: int) -> Iterator[Figure]:
    """`--version` of every command beside a bare interpreter."""
    bare = process(sys.executable, "-c", "pass")
    for name in NAMES:
        ours, theirs = in_turn(runs, process(BIN / name, "--version"), bare)
        yield figure(f"{name} --version", "ms", [1000 * s for s in ours], "bare python", [1000 * s for s in theirs])


def whole_site(runs: int) -> Iterator[Figure]:
    """A cold check and a cold compilation of the big sample."""
    bare = process(sys.executable, "-c", "import click, lark, msgspec")
    with tempfile.TemporaryDirectory() as top:
        check = process(BIN / "smail-check", BIGSITE)
        build = process(BIN / "smail-compile", BIGSITE, "-o", Path(top) / "bigsite.table")
        checks, builds, imports = in_turn(runs, check, build, bare)
    yield figure("smail-check samples/bigsite", "s", checks, "importing its libraries", imports)
    yield figure("smail-compile samples/bigsite", "s", builds, "importing its libraries", imports)
