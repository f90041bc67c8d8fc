"""Reading regular files of the real file system, three-valued."""

from __future__ import annotations

import os
import stat

from smail_runtime.routing.world import Absent, FileText, Found, Unknown

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def read_regular(path: str, limit: int) -> Found[FileText] | Absent | Unknown:
    """The text of a regular file of at most `limit` bytes.

    Absent only when no such name exists; whatever else keeps it from being read is Unknown. The kind of the file is
    asked of the open file, so that a name that changes meanwhile cannot deceive.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        return Absent("it does not exist")
    except (OSError, ValueError) as error:
        return Unknown(error.strerror or str(error) if isinstance(error, OSError) else str(error))
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return Unknown("it is not a regular file")
        try:
            data = file.read(limit + 1)
        except OSError as error:
            return Unknown(error.strerror or str(error))
    if len(data) > limit:
        return Unknown(f"it is larger than {limit} bytes")
    return Found(FileText(data, stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid))
