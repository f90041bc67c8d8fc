"""Progress is for terminals: a line that comes and goes on standard error, nothing anywhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from smail_testkit.compiling import SAMPLES

MAIN = "from smail_compiler.cli import main; main()"


def on_a_terminal(table: Path, term: str) -> tuple[str, str]:
    """Standard output, and what a terminal on standard error was sent."""
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, str(SAMPLES / "smallsite"), "-o", str(table)],
            env={**os.environ, "TERM": term},
            stdout=subprocess.PIPE,
            stderr=theirs,
            text=True,
            timeout=60,
            check=True,
        )
        os.write(theirs, b"|")
        shown = b""
        while not shown.endswith(b"|"):
            shown += os.read(ours, 4096)
    finally:
        os.close(ours)
        os.close(theirs)
    return done.stdout, shown.decode()


@pytest.mark.parametrize(("term", "steps"), [("xterm", True), ("dumb", False)])
def test_progress(tmp_path: Path, term: str, steps: bool) -> None:
    out, shown = on_a_terminal(tmp_path / "smail.table", term)
    assert "reading" not in out
    if steps:
        assert "reading the configuration ..." in shown
        assert "writing the table ..." in shown
        assert shown.endswith("\r\x1b[K|")
    else:
        assert shown == "|"
