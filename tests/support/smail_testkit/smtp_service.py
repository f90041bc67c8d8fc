"""A daemon's stand-in behind real SMTP sessions: keeps messages in memory, and can be told to be slow or broken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from smail_runtime.mail.envelope import Envelope
from smail_runtime.mail.outcome import Reply
from smail_runtime.net.listener import Connections, Listener, bind
from smail_runtime.net.service import Peer, Timeouts
from smail_runtime.smtp import server_replies as say
from smail_runtime.smtp.server import ServerRules

QUEUED = Reply(250, "2.0.0", ("Queued",))


class MemoryTransaction:
    """Keeps the message; the recipient decides what goes wrong."""

    def __init__(self, service: MemoryService) -> None:
        self._service = service
        self._parts: list[bytes] = []
        self._envelope = Envelope("", ())

    def recipient(self, path: str) -> Reply | Awaitable[Reply]:
        """`slow` asks the gate, `crash` is a bug, `latecrash` a bug after a wait."""
        name = path.partition("@")[0]
        if name == "crash":
            raise ZeroDivisionError("planted")
        return self._gated(name) if name in ("slow", "latecrash") else say.RECIPIENT_OK

    def begin(self, envelope: Envelope) -> Reply:
        """Always goes ahead."""
        self._envelope, self._parts = envelope, []
        return say.GO_AHEAD

    def write(self, data: bytes) -> None:
        """Keep a piece."""
        self._parts.append(data)

    async def complete(self) -> Reply:
        """Keep the message."""
        if self._service.keep:
            self._service.messages.append((self._envelope, b"".join(self._parts)))
        return QUEUED

    def abandon(self) -> None:
        """Forget."""
        self._service.abandoned += 1
        self._parts = []

    async def _gated(self, name: str) -> Reply:
        self._service.waiting.set()
        await self._service.gate.wait()
        if name == "latecrash":
            raise ZeroDivisionError("planted")
        return say.RECIPIENT_OK


class MemoryService:
    """A `Service` that writes down what happens."""

    def __init__(self, times: Timeouts | None = None, banner: Reply | None = None, *, keep: bool = True) -> None:
        self.times = times or Timeouts(30, 30)
        self.banner = banner or Reply(220, "", ("mx.example ESMTP",))
        self.keep = keep
        self.rules = ServerRules("mx.example", max_size=1 << 20)
        self.messages: list[tuple[Envelope, bytes]] = []
        self.abandoned = 0
        self.asked_for_utf8: list[bool] = []
        self.reasons: list[str] = []
        self.faults: list[Exception] = []
        self.gate = asyncio.Event()
        self.waiting = asyncio.Event()
        self.connections = Connections()

    def welcome(self, peer: Peer) -> tuple[ServerRules, Timeouts, Reply]:
        """The configured ones."""
        return self.rules, self.times, self.banner

    def transaction(self, peer: Peer, hello: str, *, extended: bool, sender: str, utf8: bool) -> MemoryTransaction:
        """A new one; the sender `crash` is a bug."""
        if sender.startswith("crash"):
            raise ZeroDivisionError("planted")
        self.asked_for_utf8.append(utf8)
        return MemoryTransaction(self)

    def ended(self, peer: Peer, reason: str) -> None:
        """Write the reason down."""
        self.reasons.append(reason)

    def fault(self, peer: Peer, error: Exception) -> None:
        """Write the fault down."""
        self.faults.append(error)


@asynccontextmanager
async def serving(service: MemoryService) -> AsyncIterator[int]:
    """The port of a listener on loopback."""
    sock = bind("127.0.0.1", 0)
    listener = Listener([sock], service, service.connections)
    await listener.start()
    try:
        yield sock.getsockname()[1]
    finally:
        listener.stop()
        await service.connections.drain(0.05)
        await listener.closed()
