"""Files put in place whole: whoever reads sees the old one or the new one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def store(path: Path, data: bytes) -> None:
    """Write a file, or replace it and keep its permissions. Raises OSError."""
    path = Path(os.path.realpath(path))
    mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            os.fchmod(out.fileno(), mode)
            out.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The permissions that new files do without."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
