"""A dispatcher with everything real but the carriers, the clock and the log."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from smail_runtime.daemon.dispatcher import Dispatcher
from smail_runtime.daemon.events import Field
from smail_runtime.delivery.interface import Job
from smail_runtime.mail.outcome import Notify, Outcome, Result
from smail_runtime.queue.store import REAL, Seams, SqliteStore
from smail_runtime.table.program import Program, Retry
from smail_runtime.table.router import Router, SmartHostDriver
from smail_testkit.routing import MemoryTable, aliases, table, users, world

OK = Outcome(Result.DELIVERED, "2.0.0", "")
LATER = Outcome(Result.DEFERRED, "4.2.0", "not now", remote="far.example", diagnostic="451 not now")
DOWN = Outcome(Result.DEFERRED, "4.4.1", "no answer", remote="far.example")
NEVER = Outcome(Result.FAILED, "5.1.1", "no such user", remote="far.example", diagnostic="550 no such user")
SENDER = Notify.OWNER_OR_SENDER
RULES = (Retry(("*",), 600, 5 * 86400),)


DAY = 86400.0


class Clock:
    """A clock that goes when told."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Log:
    """Remembers events."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, Field]]] = []
        self._heard = asyncio.Event()

    def event(self, name: str, /, level: str = "info", **fields: Field) -> None:
        self.events.append((name, fields | {"level": level}))
        self._heard.set()

    def named(self, name: str) -> list[dict[str, Field]]:
        """The fields of all events of a name."""
        return [fields for event, fields in self.events if event == name]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for an event that makes a condition true; 10 seconds at most."""
        async with asyncio.timeout(10):
            while not condition():
                self._heard.clear()
                await self._heard.wait()

    async def heard(self, name: str, times: int = 1) -> None:
        """Wait until an event of that name has come so often."""
        await self.until(lambda: len(self.named(name)) >= times)


class FakeCarrier:
    """Gives prepared outcomes by address, the last one again and again; remembers its jobs."""

    def __init__(self, **outcomes: Iterable[Outcome]) -> None:
        self.jobs: list[Job] = []
        self._outcomes = {name: list(given) for name, given in outcomes.items()}

    async def deliver(self, job: Job) -> tuple[Outcome, ...]:
        self.jobs.append(job)
        return tuple(self._next(delivery.address.partition("@")[0]) for delivery in job.deliveries)

    def _next(self, name: str) -> Outcome:
        given = self._outcomes.get(name, [OK])
        return given.pop(0) if len(given) > 1 else given[0]

    def addresses(self) -> list[str]:
        """All addresses in the order of the attempts."""
        return [delivery.address for job in self.jobs for delivery in job.deliveries]


def site(
    rules: tuple[Retry, ...] = RULES, sections: dict[str, str] | None = None, *, queue_only: bool = False
) -> MemoryTable:
    """Users joe, ann and root; aliases as given; everything else goes to the host `relay.example`."""
    data = table(
        aliases(),
        users(),
        routers=(Router("smart", None, SmartHostDriver("relay.example"), transport="smtp"),),
        sections={"aliases": sections or {}},
        queue_only=queue_only,
    )
    program: Program = msgspec.structs.replace(data.program, retry=rules)
    return MemoryTable(program, {"aliases": sections or {}})


class Yard(msgspec.Struct, frozen=True):
    """The parts of a running dispatcher."""

    store: SqliteStore
    dispatcher: Dispatcher
    local: FakeCarrier
    smtp: FakeCarrier
    log: Log
    clock: Clock

    async def dispatcher_idle(self) -> None:
        """Wait until no attempt is running, its results written down."""
        async with asyncio.timeout(10):
            while not self.dispatcher.idle:
                await asyncio.sleep(0)

    async def tick(self, seconds: float) -> None:
        """Let time pass and have the dispatcher notice."""
        self.clock.now += seconds
        self.dispatcher.wake()


@asynccontextmanager
async def running(
    spool: Path,
    data: MemoryTable | None = None,
    *,
    local: FakeCarrier | None = None,
    smtp: FakeCarrier | None = None,
    clock: Clock | None = None,
    seams: Seams = REAL,
    delay_notice: float = 0.0,
    crowded: Callable[[], bool] = lambda: False,
) -> AsyncIterator[Yard]:
    """A dispatcher at work on a spool; drained and closed at the end."""
    clock = clock or Clock()
    store = SqliteStore(spool, msgspec.structs.replace(seams, clock=clock))
    log, here, there = Log(), local or FakeCarrier(), smtp or FakeCarrier()
    machine = world(users={name: {"home": f"/home/{name}"} for name in ("joe", "ann", "root")})
    found = data or site()
    carriers = {"appendfile": here, "pipe": here, "tcpsmtp": there}
    dispatcher = Dispatcher(store, lambda: found, carriers, machine, log, clock, delay_notice, crowded)
    work = asyncio.create_task(dispatcher.run())
    await asyncio.sleep(0)
    try:
        yield Yard(store, dispatcher, here, there, log, clock)
        if work.done():
            work.result()
    finally:
        await dispatcher.drain()
        await work
        store.close()
