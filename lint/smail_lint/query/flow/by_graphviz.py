"""The graph drawn by graphviz, where it is installed."""

from __future__ import annotations

import shutil
import subprocess

from smail_lint.query.flow.model import Flow
from smail_lint.query.flow.text_forms import dot

PATIENCE = 60.0
"""Seconds that drawing may take."""


class DrawingError(Exception):
    """Graphviz is not there or does not draw; the message says so in one line."""


def svg(flow: Flow) -> str:
    """The SVG that `dot -Tsvg` makes of the graph. Raises DrawingError."""
    program = shutil.which("dot")
    if program is None:
        raise DrawingError("graphviz is not installed (there is no program dot); --format html draws without it")
    try:
        ran = subprocess.run(  # noqa: S603 - a fixed command line, the graph goes to its input
            [program, "-Tsvg"], input=dot(flow).encode(), capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise DrawingError(f"{program} does not draw: {problem}") from None
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise DrawingError(f"{program} does not draw: {said[0] if said else f'exit status {ran.returncode}'}")
    return ran.stdout.decode("utf-8", "replace")
