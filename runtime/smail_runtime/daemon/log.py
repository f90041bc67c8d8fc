"""The daemon's log: one line an event, JSON or text, everything from outside made printable."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

import msgspec

from smail_runtime.daemon.events import Field
from smail_runtime.mail.text import printable

_ENCODE = msgspec.json.Encoder().encode


def timestamp(seconds: float) -> str:
    """UTC in RFC 3339 form, milliseconds."""
    whole = int(seconds)
    return f"{_whole_second(whole)}.{int((seconds - whole) * 1000):03}Z"


@lru_cache(maxsize=2)
def _whole_second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def json_line(when: str, level: str, name: str, fields: dict[str, Field]) -> bytes:
    """One JSON object: time, level and event first, fields that are None left out."""
    safe = {key: printable(value) if isinstance(value, str) else value for key, value in fields.items()}
    known = {key: value for key, value in safe.items() if value is not None}
    return _ENCODE({"time": when, "level": level, "event": name, **known}) + b"\n"


def text_line(when: str, level: str, name: str, fields: dict[str, Field]) -> bytes:
    """`time level event key=value ...`; values with blanks, quotes or nothing in them stand in quotes."""
    words = [f"{key}={_word(value)}" for key, value in fields.items() if value is not None]
    return " ".join([when, level, name, *words]).encode("utf-8", "backslashreplace") + b"\n"


def _word(value: Field) -> str:
    shown = printable(value) if isinstance(value, str) else str(value)
    if shown and " " not in shown and '"' not in shown and "=" not in shown:
        return shown
    return '"' + shown.replace('"', '\\"') + '"'


FORMATS = {"json": json_line, "text": text_line}


class Log:
    """Writes events to a file, or to standard error. A line that cannot be written is lost, never a delivery.

    Each event is written at once, until `gather` has all those of one turn of an event loop written together. An
    alert never waits.
    """

    def __init__(self, path: str | None, form: str, clock: Callable[[], float] = time.time) -> None:
        """Open the log; `form` is json or text. Raises OSError."""
        self._path = path
        self._line = FORMATS[form]
        self._clock = clock
        self._descriptor = _open(path) if path is not None else 2
        self._later: Callable[[Callable[[], None]], object] | None = None
        self._lines: list[bytes] = []

    def event(self, name: str, /, level: str = "info", **fields: Field) -> None:
        """Write one event."""
        self._lines.append(self._line(timestamp(self._clock()), level, name, fields))
        if self._later is None or level == "alert":
            self.flush()
        elif len(self._lines) == 1:
            self._later(self.flush)

    def gather(self, later: Callable[[Callable[[], None]], object]) -> None:
        """Write what one turn of the loop brings together; `later` is the loop's `call_soon`. One thread only."""
        self._later = later

    def flush(self) -> None:
        """Write what was gathered."""
        data, self._lines = b"".join(self._lines), []
        with suppress(OSError):
            while data:
                data = data[os.write(self._descriptor, data) :]

    def reopen(self) -> None:
        """Open the file anew, after it was moved away. Raises OSError; the old one stays in use then."""
        if self._path is None:
            return
        fresh = _open(self._path)
        self.flush()
        os.close(self._descriptor)
        self._descriptor = fresh

    def close(self) -> None:
        """Write what was gathered and give the file back."""
        self.flush()
        if self._path is not None:
            os.close(self._descriptor)


def _open(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o640)
