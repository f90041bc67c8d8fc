"""Who asked for it hears of success, once, and in the commit that ends the recipient (RFC 3461, section 5.2)."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest

from smail_runtime.daemon.confirmations import asked_of
from smail_runtime.delivery.interface import Job
from smail_runtime.mail.dsn import Asked, Dsn
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.queue.message import DeliveryEntry, QueuedMessage
from smail_runtime.queue.store import Seams
from smail_runtime.routing.resolution import Delivery
from smail_testkit.dispatch import LATER, NEVER, OK, Clock, FakeCarrier, running, site
from smail_testkit.spool import MESSAGE, Disk, put

SUCCESS = Dsn(recipients=(Asked(("SUCCESS",)),) * 3)
PASSED_ON = msgspec.structs.replace(OK, passed_on=True)


def reports(carrier: FakeCarrier) -> list[Job]:
    return [job for job in carrier.jobs if job.sender == ""]


def fields(job: Job, name: str) -> list[str]:
    """The values of a field in the report."""
    lines = job.message.decode().split("\r\n")
    return [line.partition(": ")[2] for line in lines if line.startswith(f"{name}: ")]


def test_each_end_has_its_action(tmp_path: Path) -> None:
    smtp = FakeCarrier(bob=[OK], eve=[PASSED_ON])

    async def story() -> None:
        async with running(tmp_path, smtp=smtp) as yard:
            await put(yard.store, MESSAGE, "joe", "ann", "bob@far.example", "eve@far.example", dsn=SUCCESS)
            await yard.log.heard("completed", 2)
            [report] = reports(yard.local)
            assert fields(report, "Action") == ["delivered", "relayed"]
            assert fields(report, "Final-Recipient") == ["rfc822; ann", "rfc822; bob@far.example"]
            assert len(yard.log.named("confirmed")) == 1
            assert report.facts.dsn == Dsn(recipients=(Asked(("NEVER",)),))

    asyncio.run(story())


def test_a_list_is_reported_as_one_and_its_members_as_nothing(tmp_path: Path) -> None:
    smtp = FakeCarrier(bob=[LATER, PASSED_ON])

    async def story() -> None:
        async with running(tmp_path, site(sections={"list": "ann, bob@far.example"}), smtp=smtp) as yard:
            dsn = Dsn(recipients=(Asked(("SUCCESS", "DELAY")),))
            await put(yard.store, MESSAGE, "joe", "list", received=yard.clock.now, dsn=dsn)
            await yard.log.heard("deferred")
            await yard.dispatcher_idle()
            assert reports(yard.local) == []
            await yard.tick(601)
            await yard.log.heard("completed", 2)
            [report] = reports(yard.local)
            assert fields(report, "Action") == ["expanded"]
            assert fields(report, "Final-Recipient") == ["rfc822; list"]
            assert [job.asked for job in yard.smtp.jobs] == [(Asked(("DELAY",)),)] * 2

    asyncio.run(story())


def test_who_did_not_ask_hears_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path) as yard:
            await put(yard.store, MESSAGE, "joe", "ann", dsn=Dsn(recipients=(Asked(("FAILURE", "DELAY")),)))
            await put(yard.store, MESSAGE, "", "ann", dsn=SUCCESS)
            await yard.log.heard("completed", 2)
            assert [job.sender for job in yard.local.jobs] == ["joe", ""]
            assert yard.log.named("confirmed") == []

    asyncio.run(story())


def test_a_failure_is_told_to_who_wants_it_only(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[NEVER], eve=[NEVER])) as yard:
            dsn = Dsn("FULL", "x", (Asked(("DELAY", "SUCCESS")), Asked((), "rfc822;Eve@old")))
            await put(yard.store, MESSAGE, "joe", "bob@far.example", "eve@far.example", dsn=dsn)
            await yard.log.heard("completed", 2)
            [report] = reports(yard.local)
            assert fields(report, "Original-Recipient") == ["rfc822; Eve@old"]
            assert b"Text.\r\n" in report.message

    asyncio.run(story())


@pytest.mark.parametrize(("ret", "whole"), [("FULL", True), ("HDRS", False), ("", True)])
def test_how_much_comes_back(tmp_path: Path, ret: str, whole: bool) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[NEVER])) as yard:
            await put(yard.store, MESSAGE, "joe", "bob@far.example", dsn=Dsn(ret))
            await yard.log.heard("completed", 2)
            [report] = reports(yard.local)
            assert (b"Text.\r\n" in report.message) is whole

    asyncio.run(story())


def test_end_and_report_are_one_commit(tmp_path: Path) -> None:
    """With two calls the first outcome is written at once; the report waits for the end of its recipient."""
    disk = Disk()

    async def story() -> None:
        async with running(tmp_path, clock=Clock(), seams=Seams(commit=disk.commit, sync=disk.sync)) as yard:
            await put(yard.store, MESSAGE, "joe", "ann", dsn=SUCCESS)
            await yard.log.heard("completed", 2)
            assert disk.commits == 3, "the message, its end with the report, and the end of the report"

    asyncio.run(story())


def test_what_a_list_passes_on() -> None:
    two = {
        (0, name): DeliveryEntry(0, name, Delivery("smtp", f"{name}@far.example", "list", "remote"))
        for name in ("a", "b")
    }
    for notify, left in ((("SUCCESS",), ("NEVER",)), (("SUCCESS", "FAILURE"), ("FAILURE",)), ((), ())):
        message = QueuedMessage("0" * 11, "joe", MessageFacts(dsn=Dsn(recipients=(Asked(notify),))), (), (), MESSAGE)
        assert asked_of(message, (0, "a"), two).notify == left
        assert asked_of(message, (0, "a"), {(0, "a"): two[0, "a"]}).notify == notify
