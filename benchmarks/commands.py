"""Whole processes: start-up of each command, checking sites of several sizes, compiling samples/bigsite."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.large_config import ten_thousand_lines
from benchmarks.record import Figure, figure, in_turn

BIN = Path(sys.executable).parent
SMALLSITE = Path(__file__).parent.parent / "samples" / "smallsite"
BIGSITE = SMALLSITE.with_name("bigsite")
NAMES = ("smail-check", "smail-compile", "smail-query", "smaild", "smailq")


def process(*argv: str | Path, code: int = 0) -> Callable[[], object]:
    """Run a command to its end, output thrown away; any other exit code is an error."""
    command = [str(one) for one in argv]

    def run() -> None:
        ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if ran.returncode != code:
            raise subprocess.CalledProcessError(ran.returncode, command)

    return run


def start_up(runs: int) -> Iterator[Figure]:
    """`--version` of every command beside a bare interpreter."""
    bare = process(sys.executable, "-c", "pass")
    for name in NAMES:
        ours, theirs = in_turn(runs, process(BIN / name, "--version"), bare)
        yield figure(f"{name} --version", "ms", [1000 * s for s in ours], "bare python", [1000 * s for s in theirs])


def whole_site(runs: int) -> Iterator[Figure]:
    """A cold check of two samples, and a cold compilation of the bigger one."""
    bare = process(sys.executable, "-c", "import click, lark, msgspec")
    with tempfile.TemporaryDirectory() as top:
        small, big = (process(BIN / "smail-check", "--no-cache", site) for site in (SMALLSITE, BIGSITE))
        build = process(BIN / "smail-compile", "--no-cache", BIGSITE, "-o", Path(top) / "bigsite.table")
        smalls, bigs, builds, imports = in_turn(runs, small, big, build, bare)
    yield figure("smail-check samples/smallsite", "s", smalls, "importing its libraries", imports)
    yield figure("smail-check samples/bigsite", "s", bigs, "importing its libraries", imports)
    yield figure("smail-compile samples/bigsite", "s", builds, "importing its libraries", imports)


def large_configuration(runs: int) -> Iterator[Figure]:
    """A check of ten thousand lines: cold, of an unchanged tree, and after a comment was added to a small file."""
    with tempfile.TemporaryDirectory() as top:
        site = Path(top) / "site"
        ten_thousand_lines(site)
        cold = process(BIN / "smail-check", "--no-cache", site)
        warm = process(BIN / "smail-check", "--cache-dir", Path(top) / "cache", site)
        edited = after_edit(site / "transports", warm)
        colds, warms, edits = in_turn(runs, cold, warm, edited)
    yield figure("smail-check, ten thousand lines", "s", colds)
    yield figure("the same unchanged, with its cache", "s", warms, "without", colds)
    yield figure("the same after a comment in transports", "s", edits, "without", colds)


def after_edit(file: Path, run: Callable[[], object]) -> Callable[[], object]:
    """A run after a line was added at the head of a file; the run before it finds nothing changed."""

    def edit() -> None:
        file.write_text(f"# Another line.\n{file.read_text()}")
        run()

    run()
    return edit
