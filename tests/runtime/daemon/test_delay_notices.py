"""A sender hears once that mail still waits, and only where a person may be waiting for it (RFC 3461, RFC 3834)."""

from __future__ import annotations

import asyncio
import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from smail_runtime.daemon.delays import Patience, delays
from smail_runtime.delivery.interface import Job
from smail_runtime.mail.dsn import Asked, Dsn
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.queue import retry
from smail_runtime.queue.message import DeliveryEntry, QueuedMessage, RecipientEntry
from smail_runtime.queue.states import State
from smail_runtime.queue.store import Seams, SqliteStore
from smail_runtime.routing.resolution import Delivery
from smail_testkit.dispatch import DOWN, LATER, RULES, Clock, FakeCarrier, Yard, running
from smail_testkit.spool import MESSAGE, Disk, put

FOUR_HOURS = 4 * 3600.0


async def pass_until(yard: Yard, seconds: float) -> None:
    """Let time pass in steps of a retry interval, with an attempt in each."""
    for _ in range(int(seconds // 601)):
        deferred = len(yard.log.named("deferred"))
        await yard.tick(601)
        await yard.log.until(lambda before=deferred: len(yard.log.named("deferred")) > before)  # type: ignore[misc]
        await yard.dispatcher_idle()


def notices(carrier: FakeCarrier) -> list[Job]:
    """What was delivered for the null sender."""
    return [job for job in carrier.jobs if job.sender == ""]


def groups(message: bytes) -> list[dict[str, str]]:
    """The groups of fields in the second part of a report."""
    report = email.message_from_bytes(message, policy=email.policy.default)
    assert isinstance(report, EmailMessage)
    assert report.get_content_type() == "multipart/report"
    [_, status, header] = report.iter_parts()
    assert header.get_content_type() == "text/rfc822-headers"
    return [dict(group.items()) for group in status.iter_parts()]


def test_the_sender_hears_once_that_two_recipients_wait(tmp_path: Path) -> None:
    smtp = FakeCarrier(bob=[LATER], eve=[DOWN])

    async def story() -> None:
        async with running(tmp_path, smtp=smtp, delay_notice=FOUR_HOURS) as yard:
            received = yard.clock.now
            await put(yard.store, MESSAGE, "joe", "bob@far.example", "ann", "eve@far.example", received=received)
            await yard.log.heard("deferred", 2)
            await pass_until(yard, FOUR_HOURS - 601)
            assert notices(yard.local) == []
            await pass_until(yard, 2 * FOUR_HOURS)
            [notice] = notices(yard.local)
            assert [one.address for one in notice.deliveries] == ["joe"]
            assert len(yard.log.named("warned")) == 1
            _, bob, eve = groups(notice.message)
            assert (bob["Final-Recipient"], bob["Action"], bob["Status"]) == (
                "rfc822; bob@far.example",
                "delayed",
                "4.2.0",
            )
            assert (eve["Final-Recipient"], eve["Status"]) == ("rfc822; eve@far.example", "4.4.1")
            until = email.utils.parsedate_to_datetime(bob["Will-Retry-Until"]).timestamp()
            assert abs(until - received - 5 * 86400) < 700
            assert b"Subject: Mail still waits to be delivered\r\n" in notice.message
            assert b"Auto-Submitted: auto-replied\r\n" in notice.message

    asyncio.run(story())


def test_a_restart_tells_nobody_twice(tmp_path: Path) -> None:
    clock = Clock()

    async def run(*, put_it: bool) -> list[Job]:
        smtp = FakeCarrier(bob=[LATER])
        async with running(tmp_path, smtp=smtp, clock=clock, delay_notice=FOUR_HOURS) as yard:
            if put_it:
                await put(yard.store, MESSAGE, "joe", "bob@far.example", received=clock.now - FOUR_HOURS)
            await yard.log.heard("deferred")
            await yard.dispatcher_idle()
            return notices(yard.local)

    assert len(asyncio.run(run(put_it=True))) == 1
    clock.now += 601
    assert asyncio.run(run(put_it=False)) == []


def test_note_and_notice_are_one_commit(tmp_path: Path) -> None:
    """A disk that refuses the commit keeps both back; what is read afterwards has both or neither."""
    disk, clock = Disk(), Clock()

    async def story() -> None:
        seams = Seams(commit=disk.commit, sync=disk.sync)
        async with running(
            tmp_path, smtp=FakeCarrier(bob=[LATER]), clock=clock, seams=seams, delay_notice=FOUR_HOURS
        ) as yard:
            before = disk.commits
            await put(yard.store, MESSAGE, "joe", "bob@far.example", received=clock.now - FOUR_HOURS)
            await yard.log.heard("warned")
            assert disk.commits == before + 2, "one for the message, one for the attempt with its notice"

    asyncio.run(story())
    store = SqliteStore(tmp_path)
    messages = asyncio.run(store.load(asyncio.run(store.due(1e18, 1e18, 100)).numbers))
    store.close()
    waiting = [message for message in messages if getattr(message, "sender", "") == "joe"]
    [recipient] = waiting[0].recipients  # type: ignore[union-attr]
    assert recipient.clock.told


@pytest.mark.parametrize(
    ("sender", "fields", "dsn"),
    [
        ("", "", Dsn()),
        ("joe", "Precedence: bulk\r\n", Dsn()),
        ("joe", "Precedence: List\r\n", Dsn()),
        ("joe", "Precedence: junk now\r\n", Dsn()),
        ("joe", "Auto-Submitted: auto-generated\r\n", Dsn()),
        ("joe", "auto-submitted: Auto-Replied; owner-email=x\r\n", Dsn()),
        ("joe", "", Dsn(recipients=(Asked(("NEVER",)),))),
        ("joe", "", Dsn(recipients=(Asked(("SUCCESS", "FAILURE")),))),
    ],
)
def test_who_is_never_told(tmp_path: Path, sender: str, fields: str, dsn: Dsn) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[LATER]), delay_notice=FOUR_HOURS) as yard:
            received = yard.clock.now - FOUR_HOURS
            await put(yard.store, fields.encode() + MESSAGE, sender, "bob@far.example", received=received, dsn=dsn)
            await yard.log.heard("deferred")
            await pass_until(yard, 1300)
            assert yard.log.named("warned") == []

    asyncio.run(story())


@pytest.mark.parametrize(
    ("fields", "dsn"),
    [
        ("Precedence: first-class\r\n", Dsn()),
        ("Auto-Submitted: no\r\n", Dsn()),
        ("", Dsn(envid="id+2B1", recipients=(Asked(("DELAY",), "rfc822;Bob+2B1@old.example"),))),
    ],
)
def test_who_is(tmp_path: Path, fields: str, dsn: Dsn) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[LATER]), delay_notice=FOUR_HOURS) as yard:
            received = yard.clock.now - FOUR_HOURS
            await put(yard.store, fields.encode() + MESSAGE, "joe", "bob@far.example", received=received, dsn=dsn)
            await yard.log.heard("completed")
            [notice] = notices(yard.local)
            head, bob = groups(notice.message)
            assert head.get("Original-Envelope-Id") == ("id+1" if dsn.envid else None)
            assert bob["Original-Recipient"] == f"rfc822; {'Bob+1@old.example' if dsn.envid else 'bob@far.example'}"

    asyncio.run(story())


def test_nobody_is_told_where_that_is_switched_off(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[LATER])) as yard:
            await put(yard.store, MESSAGE, "joe", "bob@far.example", received=yard.clock.now - FOUR_HOURS)
            await yard.log.heard("deferred")
            await pass_until(yard, 1300)
            assert yard.log.named("warned") == []

    asyncio.run(story())


def test_mail_behind_a_host_that_is_left_alone_is_told_of_too(tmp_path: Path) -> None:
    """The second message is not tried itself, since its host has just failed; its sender still hears of it."""

    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[DOWN]), delay_notice=FOUR_HOURS) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "bob@far.example", received=yard.clock.now)
            await yard.log.heard("deferred")
            await put(yard.store, MESSAGE, "joe", "bob@far.example", received=yard.clock.now - FOUR_HOURS)
            await yard.log.heard("completed")
            [notice] = notices(yard.local)
            assert groups(notice.message)[1]["Status"] == "4.4.1"

    asyncio.run(story())


def test_the_owner_of_a_list_hears_of_its_members_and_the_sender_of_the_rest() -> None:
    listed = Delivery("smtp", "bob@far.example", "list", "remote", host="far.example", owners=("owner-list",))
    plain = Delivery("smtp", "eve@far.example", "eve@far.example", "remote", host="far.example")
    clock = retry.Clock(3, 1000.0, 5000.0, 5600.0)
    recipients = (RecipientEntry(0, "list", State.DEFERRED), RecipientEntry(1, "eve@far.example", State.DEFERRED))
    entries = {
        (0, "b"): DeliveryEntry(0, "b", listed, clock=clock, outcome=LATER),
        (1, "e"): DeliveryEntry(1, "e", plain, clock=clock, outcome=DOWN),
    }
    message = QueuedMessage("0" * 11, "joe", MessageFacts(), recipients, (), MESSAGE)
    told = delays(message, recipients, entries, Patience(lambda _: RULES[0], None), 5000.0)
    assert {to: [one.address for one in about] for to, about in told.items()} == {
        "owner-list": ["bob@far.example"],
        "joe": ["eve@far.example"],
    }
    assert [one.until for about in told.values() for one in about] == [5000.0 + 5 * 86400 - 1000.0] * 2


def test_an_address_that_cannot_be_resolved_is_told_of() -> None:
    waiting = RecipientEntry(0, "eve@far.example", State.DEFERRED, retry.Clock(2, 10.0, 50.0), LATER)
    message = QueuedMessage("0" * 11, "joe", MessageFacts(), (waiting,), (), MESSAGE)
    told = delays(message, (waiting,), {}, Patience(lambda _: None, None), 60.0)
    [one] = told["joe"]
    assert (one.address, one.outcome, one.until, one.tried) == ("eve@far.example", LATER, None, 50.0)
