"""What a transport is: a job goes in, one outcome for each of its deliveries comes out."""

from __future__ import annotations

from typing import Protocol

import msgspec

from smail_runtime.mail.dsn import Asked
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Outcome
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.resolution import Delivery
from smail_runtime.table.transport import Transport


class Job(msgspec.Struct, frozen=True):
    """Deliveries of one message that share a transport and a next host.

    `message` is the stored message: CRLF line ends, as it was accepted with the Received field of this host on top.
    `data` is the table that the whole attempt works with, whatever is reloaded meanwhile. `asked` is what the sender
    asks of reports for each delivery, empty if nothing.
    """

    queue_id: str
    sender: str
    facts: MessageFacts
    transport: Transport
    deliveries: tuple[Delivery, ...]
    message: bytes
    data: RoutingData
    asked: tuple[Asked, ...] = ()


class Carrier(Protocol):
    """Carries jobs of one driver. It never raises for what the world does: every trouble is an outcome."""

    async def deliver(self, job: Job) -> tuple[Outcome, ...]:
        """Attempt the job; outcomes are in the order of `job.deliveries`."""
