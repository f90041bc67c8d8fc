"""The target of a command: the directory of a configuration, or its config file."""

from __future__ import annotations

import os
from pathlib import Path

_TABLES = frozenset(("directors", "routers", "transports", "retry", "qualify", "methods", "aliases"))
"""What no config file is called, since Smail reads something else in files of these names."""


class UnreadableError(Exception):
    """The target itself cannot be read; the message says what and why."""


def place(target: Path) -> tuple[str, str]:
    """The directory of a configuration, and the config file in it. Raises UnreadableError."""
    try:
        if target.is_dir():
            next(target.iterdir(), None)
            return os.path.realpath(target), "config"
        if target.exists() and not target.is_file():
            raise ValueError("neither a directory nor a regular file")
        if target.name in _TABLES and target.exists():
            raise ValueError(f"one file of the configuration in {target.parent}, and no config file")
        with target.open("rb"):
            return os.path.realpath(target.parent), target.name
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        raise UnreadableError(f"{target}: {reason}") from problem
