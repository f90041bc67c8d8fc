"""A datagram socket in the spool by which `smailq` tells the daemon to look at the queue again."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class Doorbell:
    """The daemon's end: calls `answer` in the event loop for each ring."""

    def __init__(self, path: Path, answer: Callable[[], None]) -> None:
        """Bind it. Raises OSError."""
        self._path = path
        self._answer = answer
        self._loop = asyncio.get_running_loop()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
        path.unlink(missing_ok=True)
        _at(path, self._socket.bind)
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


def ring(path: Path) -> bool:
    """Wake the daemon of a spool; False when none is running."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as caller:
        try:
            _at(path, lambda name: caller.sendto(b"!", name))
        except BlockingIOError:
            return True
        except OSError:
            return False
    return True


def _at(path: Path, use: Callable[[str], object]) -> None:
    """Use a socket path of any length: the kernel's limit is for the short name below an open directory."""
    descriptor = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        use(f"/proc/self/fd/{descriptor}/{path.name}")
    finally:
        os.close(descriptor)
