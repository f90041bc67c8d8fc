"""The doorbell: a datagram socket in the spool that tells the owner to look at the queue again."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path


def ring(path: Path) -> bool:
    """Wake the daemon of a spool; False when none is running."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as caller:
        try:
            at_socket(path, lambda name: caller.sendto(b"!", name))
        except BlockingIOError:
            return True
        except OSError:
            return False
    return True


def at_socket(path: Path, use: Callable[[str], object]) -> None:
    """Use a socket path of any length: the kernel's limit is for the short name below an open directory."""
    descriptor = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        use(f"/proc/self/fd/{descriptor}/{path.name}")
    finally:
        os.close(descriptor)
