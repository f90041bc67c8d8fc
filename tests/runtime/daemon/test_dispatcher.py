"""The dispatcher: each recipient is served once or put off, and nothing is ever lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from smail_runtime.mail.grades import ALL, Grades
from smail_runtime.queue import ids
from smail_runtime.queue.reader import Due
from smail_runtime.queue.store import SqliteStore
from smail_testkit.dispatch import DAY, DOWN, LATER, OK, Clock, FakeCarrier, running, site
from smail_testkit.spool import MESSAGE, left, put


def test_a_local_and_a_remote_recipient(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "joe", "bob@far.example")
            await yard.log.heard("completed")
            assert yard.local.addresses() == ["joe"]
            assert yard.smtp.addresses() == ["bob@far.example"]
            assert yard.smtp.jobs[0].deliveries[0].host == "relay.example"
            assert yard.smtp.jobs[0].message == MESSAGE

    asyncio.run(story())
    assert left(tmp_path) == []


def test_451_three_times_then_250_delivers_once(tmp_path: Path) -> None:
    smtp = FakeCarrier(bob=[LATER, LATER, LATER, OK])

    async def story() -> None:
        async with running(tmp_path, smtp=smtp) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "bob@far.example", "joe", received=yard.clock.now)
            for attempt in range(1, 4):
                await yard.log.heard("deferred", attempt)
                await yard.tick(599)
                await yard.tick(2)
            await yard.log.heard("completed")
            assert len(yard.smtp.jobs) == 4
            assert yard.local.addresses() == ["joe"]
            assert yard.log.named("returned") == []

    asyncio.run(story())
    assert left(tmp_path) == []


def test_nothing_is_tried_before_its_time(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[LATER])) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "bob@far.example", received=yard.clock.now)
            await yard.log.heard("deferred")
            await yard.tick(590)
            await put(yard.store, MESSAGE, "a@x.example", "ann")
            await yard.log.heard("completed")
            assert len(yard.smtp.jobs) == 1

    asyncio.run(story())
    assert left(tmp_path) == ["bob@far.example"]


def test_members_that_were_served_are_not_served_again(tmp_path: Path) -> None:
    data = site(sections={"list": "joe, bob@far.example, ann"})

    async def story() -> None:
        async with running(tmp_path, data, smtp=FakeCarrier(bob=[LATER, OK])) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "list", "ann", received=yard.clock.now)
            await yard.log.heard("deferred")
            await yard.tick(601)
            await yard.log.heard("completed")
            assert sorted(yard.local.addresses()) == ["ann", "joe"]

    asyncio.run(story())


def test_a_restart_goes_on_where_the_first_run_was(tmp_path: Path) -> None:
    data = site(sections={"list": "joe, bob@far.example"})
    clock = Clock()

    async def first() -> None:
        async with running(tmp_path, data, smtp=FakeCarrier(bob=[LATER]), clock=clock) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "list", received=yard.clock.now)
            await yard.log.heard("deferred")

    async def second() -> None:
        async with running(tmp_path, data, clock=clock) as yard:
            await yard.log.heard("completed")
            assert yard.smtp.addresses() == ["bob@far.example"]
            assert yard.local.addresses() == []

    asyncio.run(first())
    clock.now += 601
    asyncio.run(second())


def test_a_clock_that_jumps_a_week_bounces_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[LATER])) as yard:
            await put(yard.store, MESSAGE, "joe", "bob@far.example", received=yard.clock.now)
            await yard.log.heard("deferred")
            await yard.tick(7 * DAY)
            await yard.log.heard("deferred", 2)
            await yard.tick(-8 * DAY)
            await yard.log.heard("deferred", 3)
            assert yard.log.named("returned") == []

    asyncio.run(story())
    assert left(tmp_path) == ["bob@far.example"]


def test_a_host_that_failed_is_left_alone_for_the_interval(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[DOWN, OK])) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "bob@far.example", received=yard.clock.now)
            await yard.log.heard("deferred")
            await put(yard.store, MESSAGE, "a@x.example", "eve@far.example", "joe", received=yard.clock.now)
            await yard.log.heard("delivered")
            assert yard.smtp.addresses() == ["bob@far.example"]
            await yard.tick(601)
            await yard.log.heard("completed", 2)
            assert "eve@far.example" in yard.smtp.addresses()

    asyncio.run(story())


def test_a_mailbox_that_is_full_does_not_stop_its_neighbours(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[LATER])) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "bob@far.example", received=yard.clock.now)
            await yard.log.heard("deferred")
            await put(yard.store, MESSAGE, "a@x.example", "eve@far.example")
            await yard.log.heard("completed")
            assert yard.smtp.addresses() == ["bob@far.example", "eve@far.example"]

    asyncio.run(story())


def test_a_large_message_comes_back_from_its_file(tmp_path: Path) -> None:
    large = MESSAGE + b"line\r\n" * 50_000

    async def story() -> None:
        async with running(tmp_path) as yard:
            await put(yard.store, large, "a@x.example", "joe")
            await yard.log.heard("completed")
            assert yard.local.jobs[0].message == large
            assert list(yard.store.spool.bodies.iterdir()) == []

    asyncio.run(story())


def test_queue_only_queues_only(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, site(queue_only=True)) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "joe")
            await yard.tick(DAY)

    asyncio.run(story())
    assert left(tmp_path) == ["joe"]


def test_hundreds_at_once_each_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path) as yard:
            queue_ids = await asyncio.gather(*(put(yard.store, MESSAGE, "a@x.example", "joe") for _ in range(500)))
            await yard.log.heard("completed", 500)
            assert sorted(job.queue_id for job in yard.local.jobs) == sorted(queue_ids)
            assert len({ids.decode(queue_id) for queue_id in queue_ids}) == 500

    asyncio.run(story())
    assert left(tmp_path) == []


def test_more_than_fits_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smail_runtime.daemon.dispatcher.MESSAGES", 7)
    monkeypatch.setattr("smail_runtime.daemon.backlog.LONGEST", 13)

    async def story() -> None:
        async with running(tmp_path) as yard:
            queue_ids = await asyncio.gather(*(put(yard.store, MESSAGE, "a@x.example", "joe") for _ in range(400)))
            await yard.log.heard("completed", 400)
            assert sorted(job.queue_id for job in yard.local.jobs) == sorted(queue_ids)

    asyncio.run(story())
    assert left(tmp_path) == []


def test_messages_that_were_finished_during_a_look_do_not_hide_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smail_runtime.daemon.dispatcher.MESSAGES", 2)
    finished = [(1, 2)]
    due = SqliteStore.due

    async def stale(
        self: SqliteStore, now: float, ahead: float, limit: int, *, forced_only: bool = False, wanted: Grades = ALL
    ) -> Due:
        found = await due(self, now, ahead, limit, forced_only=forced_only, wanted=wanted)
        return Due((*finished.pop(), *found.numbers), found.next_at) if finished else found

    monkeypatch.setattr(SqliteStore, "due", stale)

    async def story() -> None:
        store = SqliteStore(tmp_path)
        await put(store, MESSAGE, "a@x.example", "joe")
        store.close()
        async with running(tmp_path, clock=Clock(2e9)) as yard:
            await yard.log.heard("completed")

    asyncio.run(story())


def test_commands_named_twice_are_run_twice(tmp_path: Path) -> None:
    data = site(sections={"twice": '"|/bin/a", "|/bin/a"'})

    async def story() -> None:
        async with running(tmp_path, data) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "twice")
            await yard.log.heard("completed")
            assert yard.local.addresses() == ["/bin/a", "/bin/a"]

    asyncio.run(story())
