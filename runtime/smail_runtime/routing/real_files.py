"""Reading regular files of the real file system, three-valued."""

from __future__ import annotations

import os
import stat

from smail_runtime.routing.world import Absent, FileText, Found, Unknown

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def read_regular(path: str, limit: int) -> Found[FileText] | Absent | Unknown:
    """The text of a regular file of at most `limit` bytes.

    Absent when no regular file has such a name; whatever else keeps it from being read is Unknown. The kind of
    the file is asked of the open file, so that a name that changes meanwhile cannot deceive.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        return Absent("it does not exist")
    except OSError as error:
        return Unknown(error.strerror or "it cannot be opened")
    except ValueError:
        return Absent("no file has such a name")
    try:
        return _read(descriptor, limit)
    except OSError as error:
        return Unknown(error.strerror or "it cannot be read")
    finally:
        os.close(descriptor)


def _read(descriptor: int, limit: int) -> Found[FileText] | Absent | Unknown:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return Absent("it is not a regular file", other_kind=True)
    if status.st_size > limit:
        return Unknown(f"it is larger than {limit} bytes")
    data = bytearray()
    while len(data) < status.st_size and (piece := os.read(descriptor, status.st_size - len(data))):
        data += piece
    return Found(FileText(bytes(data), stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid))
