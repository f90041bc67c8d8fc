"""Which settings file counts: the nearest from the checked place upwards, but none outside its repository."""

from __future__ import annotations

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
        if any((directory / name).exists() for name in _REPOSITORY):
            return None
    return None


def _in(directory: Path) -> Path | None:
    own, shared = directory / OWN, directory / SHARED
    if own.exists() or own.is_symlink():
        return own
    try:
        return shared if SECTION in shared.read_bytes() else None
    except OSError:
        return None
