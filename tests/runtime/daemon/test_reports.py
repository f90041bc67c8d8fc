"""What the dispatcher reports, to whom, and that it does so once."""

from __future__ import annotations

import asyncio
import email
import email.policy
from pathlib import Path

import msgspec

from smail_runtime.queue.store import SqliteStore
from smail_runtime.table.expression import Text, Variable
from smail_testkit.dispatch import LATER, NEVER, OK, RULES, FakeCarrier, running, site
from smail_testkit.spool import MESSAGE, left, put


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
