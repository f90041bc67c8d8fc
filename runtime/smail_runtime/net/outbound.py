"""One SMTP connection to another host: moves bytes between transport and client machine, keeps the time limits."""

from __future__ import annotations

import asyncio
from typing import cast

import msgspec

from smail_runtime.mail.outcome import Outcome
from smail_runtime.net.deadline import Deadline
from smail_runtime.smtp.client import ClientMachine
from smail_runtime.smtp.client_events import Finished, Hangup, OutgoingMail, Ready, Transmit, Unusable
from smail_runtime.smtp.client_table import Phase

EARLY = (Phase.READY, Phase.RSET, Phase.MAIL)
"""While these are waited for, nothing of a message has been taken by the peer."""
IDLE = 10.0
"""Seconds that an open connection waits for the next message."""


class Limits(msgspec.Struct, frozen=True):
    """Seconds: for each reply, and for the reply to a whole message."""

    short: float
    long: float


class Outbound(asyncio.Protocol):
    """A connection; open it with `connect`, then give it one message after the other."""

    def __init__(self, name: str, peer: str, limits: Limits) -> None:
        self.machine = ClientMachine(name, peer)
        self.uses = 0
        self._limits = limits
        self._transport: asyncio.Transport
        self._deadline: Deadline
        self._answer: asyncio.Future[Ready | Unusable | Finished] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the greeting."""
        self._transport = cast(asyncio.Transport, transport)
        self._deadline = Deadline(asyncio.get_running_loop(), self._time_is_up)
        self._deadline.within(self._limits.short)

    def data_received(self, data: bytes) -> None:
        """Bytes from the server."""
        self.machine.feed(data)
        self._pump()

    def connection_lost(self, error: Exception | None) -> None:
        """The connection is gone."""
        self.machine.lost("the connection was closed" if error is None else "the connection broke")
        self._pump()
        self._deadline.cancel()

    @property
    def usable(self) -> bool:
        """Whether a message may be given."""
        return self.machine.phase is Phase.READY and not self._transport.is_closing()

    async def opened(self) -> Outcome | None:
        """None once a message may be given; otherwise why this host takes none."""
        answer = await self._answer
        return answer.outcome if isinstance(answer, Unusable) else None

    async def deliver(self, mail: OutgoingMail) -> tuple[Outcome, ...]:
        """Carry a message; one outcome for each recipient."""
        self.uses += 1
        self._answer = asyncio.get_running_loop().create_future()
        self.machine.deliver(mail)
        self._pump()
        answer = await self._answer
        return answer.outcomes if isinstance(answer, Finished) else ()

    def rest(self) -> None:
        """Wait a while for more work, then say goodbye."""
        self._deadline.within(IDLE)

    def quit(self) -> None:
        """Say goodbye."""
        self.machine.quit()
        self._pump()

    def _pump(self) -> None:
        while (event := self.machine.next_event()) is not None:
            if isinstance(event, Transmit):
                self._transport.write(event.data)
            elif isinstance(event, Hangup):
                self._transport.close()
            elif not self._answer.done():
                self._answer.set_result(event)
        phase = self.machine.phase
        if phase in (Phase.READY, Phase.CLOSED):
            self._deadline.stop()
        else:
            self._deadline.within(self._limits.long if phase is Phase.END else self._limits.short)

    def _time_is_up(self) -> None:
        if self.machine.phase is Phase.READY:
            self.quit()
        else:
            self.machine.lost("no answer in time")
            self._pump()


async def connect(address: str, port: int, name: str, peer: str, limits: Limits, patience: float) -> Outbound:
    """Connect and return at once; `opened` tells the rest. Raises OSError, TimeoutError after `patience` seconds."""
    loop = asyncio.get_running_loop()
    making = loop.create_connection(lambda: Outbound(name, peer, limits), address, port)
    _, protocol = await asyncio.wait_for(making, patience)
    return protocol
