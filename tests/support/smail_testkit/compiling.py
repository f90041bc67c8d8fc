"""Running `smail-compile` as the command it is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

SAMPLES = Path(__file__).parents[3] / "samples"

_MAIN = "import sys; sys.argv[0] = 'smail-compile'; from smail_compiler.cli import main; main()"


def smail_compile(
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    before: str = "",
    limit: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """One run in a process of its own. `before` is Python run in it first, `limit` a function called in the child."""
    return subprocess.run(
        [sys.executable, "-c", f"{before}\n{_MAIN}", *map(str, arguments)],
        env={**os.environ, "COLUMNS": "80", **(env or {})},
        cwd=cwd,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        timeout=60,
        check=False,
    )
