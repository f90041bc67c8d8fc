"""One call of a transport: may it be made, making it, and what follows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from smail_runtime.daemon.hosts import host_key
from smail_runtime.daemon.means import Means
from smail_runtime.delivery.interface import Job
from smail_runtime.mail import headers
from smail_runtime.mail.dsn import Asked
from smail_runtime.mail.outcome import Notify, Outcome, Result
from smail_runtime.queue import retry
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.rows import NOTHING, Change
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.resolution import Delivery
from smail_runtime.table.program import Retry
from smail_runtime.table.transport import Transport


class Called(msgspec.Struct, frozen=True):
    """The outcomes in order, and what was learnt of the host; or, without outcomes, when the host may be tried."""

    outcomes: tuple[Outcome, ...] = ()
    change: Change = NOTHING
    blocked_until: float | None = None


class Caller:
    """Makes the calls of one attempt at one message."""

    def __init__(self, means: Means, data: RoutingData, message: QueuedMessage) -> None:
        self._means = means
        self._data = data
        self._message = message
        self.transports: Mapping[str, Transport] = {one.name: one for one in reversed(data.program.transports)}

    def rule(self, delivery: Delivery) -> Retry | None:
        """The retry rule: by the next host, or the global schedule for deliveries without one."""
        if delivery.kind == "remote" and delivery.host:
            return retry.rule_for(self._data.program.retry, delivery.host)
        return retry.rule_for_local(self._data.program.variables)

    async def call(self, deliveries: Sequence[Delivery], asked: Sequence[Asked] = ()) -> Called:
        """Make one call; `asked` is what its sender wants to hear of each. No carrier makes it raise."""
        first = deliveries[0]
        transport = self.transports.get(first.transport)
        if transport is None:
            return Called((_deferred(f"there is no transport `{first.transport}`"),) * len(deliveries))
        refusal = self._refusal(transport)
        if refusal is not None:
            return Called((refusal,) * len(deliveries))
        host = host_key(transport, first)
        rule = self.rule(first) if host else None
        async with self._means.hosts.slot(host or transport.name, rule.limit if rule else 0), self._means.jobs:
            until = self._blocked_until(first, host)
            if until is not None:
                return Called(blocked_until=until)
            outcomes = await self._deliver(transport, tuple(deliveries), tuple(asked))
        await self._follow(transport, tuple(deliveries), outcomes)
        return Called(outcomes, self._means.hosts.note(host, outcomes, self._means.clock()))

    def _refusal(self, transport: Transport) -> Outcome | None:
        if driver_name(transport) not in self._means.carriers:
            return _deferred(f"this release does not run the driver `{driver_name(transport)}`")
        limit = self._data.program.variables.max_hop_count
        if transport.local or not limit:
            return None
        hops = headers.hop_count(headers.split(self._message.body)[0])
        if hops < limit:
            return None
        return Outcome(Result.FAILED, "5.4.6", f"the message has passed {hops} hosts, it seems to run in a circle")

    def _blocked_until(self, delivery: Delivery, host: str | None) -> float | None:
        if host is None or self._message.forced:
            return None
        return retry.blocked_until(self.rule(delivery), self._means.hosts.last_failure(host), self._means.clock())

    async def _deliver(
        self, transport: Transport, deliveries: tuple[Delivery, ...], asked: tuple[Asked, ...] = ()
    ) -> tuple[Outcome, ...]:
        message, data = self._message, self._data
        job = Job(message.queue_id, message.sender, message.facts, transport, deliveries, message.body, data, asked)
        try:
            outcomes = await self._means.carriers[driver_name(transport)].deliver(job)
        except Exception as error:
            self._means.log.event("carrier-error", "alert", queue_id=message.queue_id, error=repr(error))
            return (_deferred("the delivery met an error of this program"),) * len(deliveries)
        if len(outcomes) != len(deliveries):
            return (_deferred("the transport gave no clear answer"),) * len(deliveries)
        return outcomes

    async def _follow(
        self, transport: Transport, deliveries: tuple[Delivery, ...], outcomes: tuple[Outcome, ...]
    ) -> None:
        """`shadow` gets a copy of what was delivered, `error_transport` of what failed; which is only logged."""
        for name, result in ((transport.shadow, Result.DELIVERED), (transport.error_transport, Result.FAILED)):
            pairs = zip(deliveries, outcomes, strict=True)
            copies = tuple(delivery for delivery, outcome in pairs if outcome.result is result)
            if name is None or not copies:
                continue
            other = self.transports.get(name)
            if other is None or driver_name(other) not in self._means.carriers:
                self._means.log.event("no-such-transport", "warning", queue_id=self._message.queue_id, transport=name)
                continue
            ends = await self._deliver(other, tuple(msgspec.structs.replace(copy, transport=name) for copy in copies))
            reasons = "; ".join(end.reason for end in ends if end.result is not Result.DELIVERED)
            self._means.log.event("copied", queue_id=self._message.queue_id, transport=name, reason=reasons)


def driver_name(transport: Transport) -> str:
    """The name of a transport's driver, as configurations write it."""
    return str(transport.driver.__struct_config__.tag)


def _deferred(reason: str) -> Outcome:
    return Outcome(Result.DEFERRED, "4.3.5", reason, Notify.OWNER_OR_POSTMASTER)
