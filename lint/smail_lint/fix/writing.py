"""Repaired files put in the place of the old ones, and put back if need be."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from smail_lint.fix.repair import Repaired


class ChangedError(Exception):
    """A file is no longer what was checked, or nothing can be written there; the message names it."""


def write_all(files: Iterable[Repaired], base: Path) -> None:
    """Replace each file, below `base`, by its repaired text.

    Raises ChangedError when one has changed since it was read, or cannot be written.
    """
    for file in files:
        path = (base / file.source.path).resolve()
        try:
            if path.read_bytes() != file.source.data:
                raise ChangedError(f"{path} has changed since it was read")
            _replace(path, file.data)
        except OSError as error:
            raise ChangedError(f"{path}: {error.strerror}") from error


def _replace(path: Path, data: bytes) -> None:
    """Old or new text, never half of it; owner and mode stay."""
    status = path.stat()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            os.fchmod(out.fileno(), status.st_mode & 0o7777)
            if os.geteuid() == 0:
                os.fchown(out.fileno(), status.st_uid, status.st_gid)
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
