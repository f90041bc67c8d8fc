"""The dispatcher when something of its own breaks: a carrier, a message, the disk, the database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest

from smail_runtime.delivery.interface import Job
from smail_runtime.mail.outcome import Outcome
from smail_runtime.queue.interface import QueueError
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.reader import Damaged
from smail_runtime.queue.store import Seams, SqliteStore
from smail_testkit.dispatch import DAY, Clock, FakeCarrier, running, site
from smail_testkit.spool import MESSAGE, Disk, left, put


class Exploding:
    """A carrier with a bug."""

    async def deliver(self, job: Job) -> tuple[Outcome, ...]:
        raise RuntimeError("bug")


def test_a_carrier_with_a_bug_loses_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path) as yard:
            yard.local.deliver = Exploding().deliver  # type: ignore[method-assign]
            await put(yard.store, MESSAGE, "a@x.example", "joe", received=yard.clock.now)
            await yard.log.heard("deferred")
            assert len(yard.log.named("carrier-error")) == 1

    asyncio.run(story())
    assert left(tmp_path) == ["joe"]


def test_a_poisonous_message_is_held_and_others_flow(tmp_path: Path) -> None:
    data = site()
    lookup = data.lookup

    def poisoned(section: str, key: bytes) -> bytes | None:
        if key == b"poison":
            raise MemoryError("poison")
        return lookup(section, key)

    data.lookup = poisoned  # type: ignore[method-assign]

    async def story() -> None:
        async with running(tmp_path, data) as yard:
            queue_id = await put(yard.store, MESSAGE, "a@x.example", "poison")
            for trouble in range(1, 4):
                await yard.log.heard("attempt-error", trouble)
                await put(yard.store, MESSAGE, "a@x.example", "joe")
                await yard.log.heard("completed", trouble)
                await yard.tick(61)
            await yard.log.heard("held")
            await yard.tick(DAY)
            assert [fields["queue_id"] for fields in yard.log.named("held")] == [queue_id]

    asyncio.run(story())


def test_what_was_delivered_is_remembered_when_the_disk_fails_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smail_runtime.daemon.records.WRITE_PAUSE", 0.0)
    disk = Disk()

    class Breaking(FakeCarrier):
        async def deliver(self, job: Job) -> tuple[Outcome, ...]:
            disk.broken = True
            return await super().deliver(job)

    async def story() -> None:
        async with running(tmp_path, local=Breaking(), seams=Seams(commit=disk.commit)) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "joe")
            await yard.log.heard("queue-unwritable", 2)
            disk.broken = False
            await yard.log.heard("completed")
            assert yard.local.addresses() == ["joe"]

    asyncio.run(story())
    assert left(tmp_path) == []


def test_a_database_that_cannot_be_read_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smail_runtime.daemon.dispatcher.READ_PAUSE", 0.0)
    failures = [QueueError("no"), QueueError("no")]
    load = SqliteStore.load

    async def failing(self: SqliteStore, numbers: Iterable[int]) -> list[QueuedMessage | Damaged]:
        if failures:
            raise failures.pop()
        return await load(self, numbers)

    monkeypatch.setattr(SqliteStore, "load", failing)

    async def story() -> None:
        store = SqliteStore(tmp_path)
        await put(store, MESSAGE, "a@x.example", "joe")
        store.close()
        async with running(tmp_path, clock=Clock(2e9)) as yard:
            await yard.log.heard("completed")
            assert len(yard.log.named("queue-unreadable")) == 2

    asyncio.run(story())


def test_an_outcome_for_each_delivery_is_demanded(tmp_path: Path) -> None:
    class Short(FakeCarrier):
        async def deliver(self, job: Job) -> tuple[Outcome, ...]:
            return ()

    async def story() -> None:
        async with running(tmp_path, local=Short()) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "joe", received=yard.clock.now)
            await yard.log.heard("deferred")

    asyncio.run(story())
    assert left(tmp_path) == ["joe"]
