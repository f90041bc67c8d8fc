"""Runs our commands as a user would: whole processes, plain output, 80 columns."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

BIN = Path(sys.executable).parent
TOP = Path(__file__).parents[3]
SAMPLES = TOP / "samples"
PATIENCE = 60.0  # seconds a command may take on a busy machine


class Ran(msgspec.Struct, frozen=True):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


def plain_environment(**more: str) -> dict[str, str]:
    """The environment of a terminal without colour, with our commands on the path."""
    return {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "NO_COLOR": "1",
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        **more,
    }


def run(*argv: str | Path, cwd: Path = TOP, stdin: str | None = None, **environment: str) -> Ran:
    """Run a command from the repository's top (or `cwd`) and return everything about it."""
    words = [str(one) for one in argv]
    done = subprocess.run(
        [str(BIN / words[0]), *words[1:]],
        cwd=cwd,
        env=plain_environment(**environment),
        capture_output=True,
        input=stdin,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
