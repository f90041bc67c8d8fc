"""The target of a command: the directory of a configuration, or its config file."""

from __future__ import annotations

import os
from pathlib import Path


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
        with target.open("rb"):
            return os.path.realpath(target.parent), target.name
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        raise UnreadableError(f"{target}: {reason}") from problem
