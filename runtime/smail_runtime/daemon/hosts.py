"""What is known of the hosts we deliver to: last failures, and how many deliveries each has now."""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary

from smail_runtime.mail.outcome import Outcome, Result
from smail_runtime.queue.rows import NOTHING, Change
from smail_runtime.routing.resolution import Delivery
from smail_runtime.table.transport import Transport

#: Deliveries to one host at a time.
PER_HOST = 10


class Hosts:
    """In memory; changes are handed to the caller, who makes them durable."""

    def __init__(self, failures: dict[str, float], per_host: int = PER_HOST) -> None:
        self._failures = failures
        self._per_host = per_host
        self._slots: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    def remember(self, failures: dict[str, float]) -> None:
        """Take over what an earlier run had learnt."""
        self._failures.update(failures)

    def last_failure(self, host: str) -> float | None:
        """When the host last failed, None when it did not or is served again."""
        return self._failures.get(host)

    def slot(self, host: str, limit: int = 0) -> asyncio.Semaphore:
        """Held during a delivery to the host; `limit` is how many may run at a time if that is said for this host."""
        return self._slots.setdefault(f"{host} {limit}", asyncio.Semaphore(limit or self._per_host))

    def note(self, host: str | None, outcomes: tuple[Outcome, ...], now: float) -> Change:
        """Learn from the outcomes of one call."""
        if host is None:
            return NOTHING
        if outcomes and all(_host_failed(outcome) for outcome in outcomes):
            self._failures[host] = now
            return Change(hosts=((host, now),))
        if self._failures.pop(host, None) is None:
            return NOTHING
        return Change(hosts=((host, 0.0),))


def _host_failed(outcome: Outcome) -> bool:
    """Whether the whole host is to blame: it said nothing, or that it closes (421). Else the recipient is."""
    silent = outcome.diagnostic is None or outcome.diagnostic.lstrip().startswith("421")
    return outcome.result is Result.DEFERRED and silent


def host_key(transport: Transport, delivery: Delivery) -> str | None:
    """The name under which a next host is remembered; None for deliveries without one."""
    if delivery.kind != "remote" or not delivery.host:
        return None
    return f"{transport.retry_dir or transport.name}/{delivery.host.lower()}"
