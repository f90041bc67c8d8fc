"""Which settings file counts: the nearest from the checked place upwards, but none outside its repository."""

from __future__ import annotations

import os
from pathlib import Path

OWN = "smail-check.toml"
SHARED = "pyproject.toml"
SECTION = b"tool.smail-check"
_REPOSITORY = (".git", ".hg", ".svn")


def settings_file(target: Path) -> Path | None:
    """The file for a configuration: `smail-check.toml`, or a `pyproject.toml` that has `[tool.smail-check]`.

    What is called `smail-check.toml` and is no file is found all the same: reading it says so.
    """
    place = target if target.is_dir() else target.parent
    try:
        place = place.resolve()
    except (OSError, RuntimeError):
        return None
    for directory in (place, *place.parents):
        if found := _in(directory):
            return found
        if any(os.path.exists(directory / name) for name in _REPOSITORY):  # noqa: PTH110  (no error without access)
            return None
    return None


def _in(directory: Path) -> Path | None:
    own, shared = directory / OWN, directory / SHARED
    try:
        if own.exists() or own.is_symlink():
            return own
        return shared if SECTION in shared.read_bytes() else None
    except OSError:
        return None
