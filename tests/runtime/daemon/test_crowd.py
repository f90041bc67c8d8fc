"""Mail that comes while there are too many sessions is queued, and tried when there are fewer, or after a while."""

from __future__ import annotations

import asyncio
from pathlib import Path

from smail_runtime.daemon.parking import MOST, Parking, Reason
from smail_runtime.queue import admin, ids, schema
from smail_testkit.dispatch import NEVER, FakeCarrier, running
from smail_testkit.spool import MESSAGE, put


def test_what_waits_is_tried_when_the_crowd_is_gone(tmp_path: Path) -> None:
    crowd = [True]

    async def story() -> None:
        async with running(tmp_path, crowded=lambda: crowd[0]) as yard:
            for _ in range(3):
                await put(yard.store, MESSAGE, "a@x.example", "joe")
            yard.dispatcher.wake()
            crowd[0] = False
            await put(yard.store, MESSAGE, "a@x.example", "ann")
            await yard.log.heard("completed")
            assert yard.local.addresses() == ["ann"]
            assert len(yard.log.named("queued")) == 3
            yard.dispatcher.calm()
            await yard.log.heard("completed", 4)

    asyncio.run(story())


def test_nothing_waits_for_ever(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, crowded=lambda: True) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "joe")
            await yard.tick(599)
            assert yard.local.jobs == []
            await yard.tick(2)
            await yard.log.heard("completed")

    asyncio.run(story())


def test_a_restart_and_an_operator_end_the_waiting(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, crowded=lambda: True) as yard:
            first = await put(yard.store, MESSAGE, "a@x.example", "joe")
            await put(yard.store, MESSAGE, "a@x.example", "ann")
            database = schema.open_guest(yard.store.spool.database)
            assert admin.retry(database, [ids.decode(first) or 0], yard.clock()) == 1
            database.close()
            yard.dispatcher.wake()
            await yard.log.heard("completed")
            assert yard.local.addresses() == ["joe"]
        async with running(tmp_path, crowded=lambda: True) as yard:
            await yard.log.heard("completed")
            assert yard.local.addresses() == ["ann"]

    asyncio.run(story())


def test_reports_do_not_wait(tmp_path: Path) -> None:
    crowd = [False]

    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[NEVER]), crowded=lambda: crowd[0]) as yard:
            await put(yard.store, MESSAGE, "joe", "bob@far.example")
            crowd[0] = True
            await yard.log.heard("completed", 2)
            assert yard.local.addresses() == ["joe"]

    asyncio.run(story())


def test_there_is_an_end_to_what_is_remembered() -> None:
    waiting = Parking()
    assert all(waiting.put(number, 10.0, Reason.GRADE) for number in range(MOST))
    assert not waiting.put(MOST, 10.0, Reason.GRADE)
    waiting.free(9.0)
    assert (len(waiting), waiting.next_at) == (MOST, 10.0)
    waiting.free(10.0)
    assert (len(waiting), waiting.next_at, waiting.lift(Reason.GRADE)) == (0, None, False)


def test_a_clock_that_was_set_back_frees_all() -> None:
    waiting = Parking()
    waiting.put(1, 1e9, Reason.SESSIONS)
    waiting.free(1e6)
    assert 1 not in waiting
