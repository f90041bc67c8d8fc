"""Listening sockets, and the sessions that came over them."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Callable, Sequence

from smail_runtime.net.service import Service
from smail_runtime.net.session import SmtpSession

BACKLOG = 1024


def parse_endpoint(text: str) -> tuple[str, int] | None:
    """`HOST:PORT`, an IPv6 host in brackets; None when it is not one. The host may not be empty."""
    host, colon, port = text.rpartition(":")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host:
        return None
    digits = port.isascii() and port.isdigit() and len(port) <= 5
    return (host, int(port)) if colon and host and digits and int(port) < 65536 else None


def endpoint(address: tuple[str, int]) -> str:
    """The address as `parse_endpoint` reads it."""
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((host, port))
        sock.listen(BACKLOG)
        sock.setblocking(False)
    except OSError:
        sock.close()
        raise
    return sock


def bound_to(sock: socket.socket) -> str:
    """Where a socket really listens."""
    name = sock.getsockname()
    return endpoint((str(name[0]), int(name[1])))


class Connections:
    """The open sessions, counted by client (a `Registry`). `left` is called when one is gone."""

    def __init__(self, left: Callable[[], None] = lambda: None) -> None:
        self._left = left
        self._sessions: set[SmtpSession] = set()
        self._clients: Counter[str] = Counter()
        self._empty = asyncio.Event()
        self._empty.set()

    @property
    def total(self) -> int:
        """How many are open."""
        return len(self._sessions)

    def of_client(self, address: str) -> int:
        """How many of them come from this address."""
        return self._clients[address]

    def came(self, session: SmtpSession) -> None:
        """Count a session."""
        self._sessions.add(session)
        self._clients[session.peer.address] += 1
        self._empty.clear()

    def gone(self, session: SmtpSession) -> None:
        """Count it no more."""
        self._sessions.discard(session)
        self._clients[session.peer.address] -= 1
        if self._clients[session.peer.address] <= 0:
            del self._clients[session.peer.address]
        if not self._sessions:
            self._empty.set()
        self._left()

    async def drain(self, seconds: float) -> int:
        """Let open transactions finish, say 421 to all; after the time abort. The number of those aborted."""
        for session in tuple(self._sessions):
            session.leave()
        try:
            await asyncio.wait_for(self._empty.wait(), seconds)
        except TimeoutError:
            left = tuple(self._sessions)
            for session in left:
                session.abort()
            await self._empty.wait()
            return len(left)
        return 0


class Listener:
    """Accepts connections on bound sockets."""

    def __init__(self, sockets: Sequence[socket.socket], service: Service, connections: Connections) -> None:
        self._sockets = tuple(sockets)
        self._service = service
        self._connections = connections
        self._servers: list[asyncio.Server] = []

    async def start(self) -> None:
        """Begin to accept."""
        loop = asyncio.get_running_loop()
        for sock in self._sockets:
            server = await loop.create_server(lambda: SmtpSession(self._service, self._connections), sock=sock)
            self._servers.append(server)

    def stop(self) -> None:
        """Accept no more; open sessions go on."""
        for server in self._servers:
            server.close()

    async def closed(self) -> None:
        """Wait until the sockets are closed, after `stop` and after all sessions are gone."""
        for server in self._servers:
            await server.wait_closed()
