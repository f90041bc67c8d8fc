"""The dispatcher: each recipient is served once, put off or reported, and nothing is ever lost."""

from __future__ import annotations

import asyncio
import email
import email.policy
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from smail_runtime.delivery.interface import Job
from smail_runtime.mail.outcome import Outcome
from smail_runtime.queue import ids
from smail_runtime.queue.interface import QueueError
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.reader import Damaged, Due
from smail_runtime.queue.store import Seams, SqliteStore
from smail_runtime.table.expression import Text, Variable
from smail_testkit.dispatch import DOWN, LATER, NEVER, OK, RULES, Clock, FakeCarrier, running, site
from smail_testkit.spool import MESSAGE, Disk, put

DAY = 86400.0


def left(spool: Path) -> list[str]:
    """The recipients of everything that is still in a spool."""
    store = SqliteStore(spool)
    numbers = store.recovered, asyncio.run(store.due(1e18, 1e18, 100)).numbers
    messages = asyncio.run(store.load(numbers[1]))
    store.close()
    return [entry.address for message in messages for entry in getattr(message, "recipients", ())]


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


def test_550_yields_exactly_one_bounce(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[NEVER], eve=[NEVER])) as yard:
            await put(yard.store, MESSAGE, "joe", "bob@far.example", "eve@far.example", "ann")
            await yard.log.heard("completed", 2)
            assert len(yard.log.named("returned")) == 1
            [bounce] = [job for job in yard.local.jobs if job.sender == ""]
            assert [delivery.address for delivery in bounce.deliveries] == ["joe"]
            report = email.message_from_bytes(bounce.message, policy=email.policy.default)
            assert report.get_content_type() == "multipart/report"
            assert bounce.message.count(b"Action: failed") == 2
            assert b"550 no such user" in bounce.message

    asyncio.run(story())
    assert left(tmp_path) == []


def test_a_message_with_smtputf8_is_reported_as_one(tmp_path: Path) -> None:
    """RFC 6533: the report goes out with SMTPUTF8 if its addressee needs that, and calls the message what it is."""
    message = "Subject: grüße\r\n\r\nText.\r\n".encode()

    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(zoë=[NEVER], eve=[NEVER])) as yard:
            await put(yard.store, message, "jürg@far.example", "zoë@far.example", utf8=True)
            await put(yard.store, message, "ann@far.example", "eve@far.example")
            await yard.log.heard("completed", 4)
            first, second = sorted(
                (job for job in yard.smtp.jobs if job.sender == ""), key=lambda job: -job.facts.utf8
            )
            assert [one.address for one in first.deliveries] == ["jürg@far.example"]
            assert b"Content-Type: message/global\r\n" in first.message
            assert "Final-Recipient: utf-8; zoë@far.example\r\n".encode() in first.message
            assert not second.facts.utf8
            assert b"Content-Type: message/rfc822\r\n" in second.message

    asyncio.run(story())
    assert left(tmp_path) == []


def test_a_deferred_bounce_stays_until_it_is_delivered_once(tmp_path: Path) -> None:
    smtp = FakeCarrier(bob=[NEVER], alice=[LATER, LATER, OK])

    async def story() -> None:
        async with running(tmp_path, smtp=smtp) as yard:
            await put(yard.store, MESSAGE, "alice@x.example", "bob@far.example")
            await yard.log.heard("deferred")
            assert [fields["queue_id"] for fields in yard.log.named("completed")] != []
            await yard.tick(601)
            await yard.log.heard("deferred", 2)
            await yard.tick(601)
            await yard.log.heard("completed", 2)
            assert yard.smtp.addresses().count("alice@x.example") == 3

    asyncio.run(story())
    assert left(tmp_path) == []


def test_an_address_that_nobody_has_is_reported(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path) as yard:
            await put(yard.store, MESSAGE, "joe", "no-such-user", "ann")
            await yard.log.heard("completed", 2)
            assert [fields["address"] for fields in yard.log.named("failed")] == ["no-such-user"]
            assert sorted(yard.local.addresses()) == ["ann", "joe"]

    asyncio.run(story())


def test_failures_of_failures_go_to_the_postmaster_once_and_then_to_a_person(tmp_path: Path) -> None:
    never = FakeCarrier(root=[NEVER], ann=[NEVER])

    async def story() -> None:
        async with running(tmp_path, local=never) as yard:
            await put(yard.store, MESSAGE, "", "ann")
            await yard.log.heard("held")
            [held] = yard.log.named("held")
            assert held["level"] == "alert"
            assert yard.local.addresses() == ["ann", "root"]
            assert len(yard.log.named("returned")) == 1

    asyncio.run(story())
    store = SqliteStore(tmp_path)
    assert len(store.recovered.finish) == 0
    store.close()


def test_the_owner_of_a_list_is_told(tmp_path: Path) -> None:
    data = site(sections={"list": "ann", "owner-list": "root"})
    [director, *others] = data.program.directors
    owned = msgspec.structs.replace(director, owner=Text(("owner-", Variable("user"))))
    data = type(data)(
        msgspec.structs.replace(data.program, directors=(owned, *others)),
        {"aliases": {"list": "ann", "owner-list": "root"}},
    )

    async def story() -> None:
        async with running(tmp_path, data, local=FakeCarrier(ann=[NEVER])) as yard:
            await put(yard.store, MESSAGE, "joe", "list")
            await yard.log.heard("completed", 2)
            assert [fields["to"] for fields in yard.log.named("returned")] == ["owner-list"]
            assert yard.local.addresses() == ["ann", "root"]

    asyncio.run(story())


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


def test_expiry_bounces_after_the_duration(tmp_path: Path) -> None:
    rules = (msgspec.structs.replace(RULES[0], interval=3600, duration=6 * 3600),)

    async def story() -> None:
        async with running(tmp_path, site(rules), smtp=FakeCarrier(bob=[LATER])) as yard:
            await put(yard.store, MESSAGE, "joe", "bob@far.example", received=yard.clock.now)
            for attempt in range(1, 7):
                await yard.log.heard("deferred", attempt)
                await yard.tick(3601)
            await yard.log.heard("completed", 2)
            assert yard.local.addresses() == ["joe"]
            assert b"given up after 7 attempts" in b" ".join(yard.local.jobs[0].message.split())

    asyncio.run(story())


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


def test_mail_in_a_circle_is_returned(tmp_path: Path) -> None:
    circling = b"Received: x\r\n" * 20 + MESSAGE

    async def story() -> None:
        async with running(tmp_path) as yard:
            await put(yard.store, circling, "joe", "bob@far.example", "ann")
            await yard.log.heard("completed", 2)
            assert yard.smtp.jobs == []
            assert yard.log.named("failed")[0]["status"] == "5.4.6"
            assert sorted(yard.local.addresses()) == ["ann", "joe"]

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
    monkeypatch.setattr("smail_runtime.daemon.dispatcher.WRITE_PAUSE", 0.0)
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

    async def stale(self: SqliteStore, now: float, ahead: float, limit: int, *, forced_only: bool = False) -> Due:
        found = await due(self, now, ahead, limit, forced_only=forced_only)
        return Due((*finished.pop(), *found.numbers), found.next_at) if finished else found

    monkeypatch.setattr(SqliteStore, "due", stale)

    async def story() -> None:
        store = SqliteStore(tmp_path)
        await put(store, MESSAGE, "a@x.example", "joe")
        store.close()
        async with running(tmp_path, clock=Clock(2e9)) as yard:
            await yard.log.heard("completed")

    asyncio.run(story())


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


def test_commands_named_twice_are_run_twice(tmp_path: Path) -> None:
    data = site(sections={"twice": '"|/bin/a", "|/bin/a"'})

    async def story() -> None:
        async with running(tmp_path, data) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "twice")
            await yard.log.heard("completed")
            assert yard.local.addresses() == ["/bin/a", "/bin/a"]

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
