"""The daemon's end of the doorbell, see `smail_runtime.queue.doorbell`."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from smail_runtime.queue.doorbell import at_socket


class Doorbell:
    """Calls `answer` in the event loop for each ring."""

    def __init__(self, path: Path, answer: Callable[[], None]) -> None:
        """Bind it. Raises OSError."""
        self._path = path
        self._answer = answer
        self._loop = asyncio.get_running_loop()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
        path.unlink(missing_ok=True)
        at_socket(path, self._socket.bind)
        path.chmod(0o600)
        self._loop.add_reader(self._socket.fileno(), self._heard)

    def _heard(self) -> None:
        with suppress(OSError):
            while self._socket.recv(16):
                pass
        self._answer()

    def close(self) -> None:
        """Take it down."""
        self._loop.remove_reader(self._socket.fileno())
        self._socket.close()
        with suppress(OSError):
            self._path.unlink()
