"""Grades in the dispatcher: which mail is tried at once, which later, which only when somebody asks."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec

from smail_runtime.daemon.backlog import Backlog
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.queue import admin, ids, schema
from smail_runtime.queue.message import QueuedMessage
from smail_testkit.dispatch import LATER, FakeCarrier, running, site
from smail_testkit.routing import MemoryTable
from smail_testkit.spool import MESSAGE, put


def graded(**settings: str) -> MemoryTable:
    """The usual site with these variables."""
    data = site()
    variables = msgspec.structs.replace(data.program.variables, **settings)
    return MemoryTable(msgspec.structs.replace(data.program, variables=variables), {"aliases": {}})


def test_grades_that_are_not_delivered_at_once_wait_for_the_retry_interval(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, graded(delivery_grades="-C")) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "joe", grade="a")
            await put(yard.store, MESSAGE, "a@x.example", "ann", grade="C")
            await yard.log.heard("completed")
            assert yard.local.addresses() == ["ann"]
            [event] = yard.log.named("queued")
            assert event["reason"] == "its grade is not delivered at once"
            await yard.tick(599)
            await put(yard.store, MESSAGE, "a@x.example", "root", grade="C")
            await yard.log.heard("completed", 2)
            assert yard.local.addresses() == ["ann", "root"]
            yard.dispatcher.calm()
            await yard.tick(2)
            await yard.log.heard("completed", 3)
            assert yard.local.addresses() == ["ann", "root", "joe"]

    asyncio.run(story())


def test_grades_that_runs_do_not_take_are_tried_once_and_then_when_asked_for(tmp_path: Path) -> None:
    smtp = FakeCarrier(bob=[LATER])

    async def story() -> None:
        async with running(tmp_path, graded(runq_grades="-C"), smtp=smtp) as yard:
            bulk = await put(yard.store, MESSAGE, "", "bob@far.example", grade="a", received=yard.clock.now)
            await put(yard.store, MESSAGE, "", "bob@else.example", grade="C", received=yard.clock.now)
            await yard.log.heard("deferred", 2)
            await yard.dispatcher_idle()
            await yard.tick(601)
            await yard.log.heard("deferred", 3)
            await yard.dispatcher_idle()
            assert yard.smtp.addresses()[2:] == ["bob@else.example"]
            database = schema.open_guest(yard.store.spool.database)
            admin.retry(database, [ids.decode(bulk) or 0], yard.clock())
            database.close()
            yard.dispatcher.wake()
            await yard.log.heard("deferred", 4)
            assert yard.smtp.addresses()[3:] == ["bob@far.example"]

    asyncio.run(story())


def test_what_waits_in_memory_goes_by_grade_and_age() -> None:
    line = Backlog()
    for number, grade in enumerate("CaC9a"):
        assert line.add(QueuedMessage(str(number), "", MessageFacts(grade=grade), (), (), b""))
    taken = iter(line.take, None)
    assert [message.queue_id for message in taken if message is not None] == ["3", "0", "2", "1", "4"]
