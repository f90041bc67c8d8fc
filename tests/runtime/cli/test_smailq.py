"""`smailq` beside a daemon and without one."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from smail_runtime.cli.smailq import main
from smail_runtime.queue.store import SqliteStore
from smail_testkit.dispatch import LATER, OK, FakeCarrier, running
from smail_testkit.spool import MESSAGE, put


def smailq(spool: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--spool", str(spool)])


def listed(spool: Path) -> list[dict[str, object]]:
    result = smailq(spool, "list", "--json")
    assert result.exit_code == 0, result.output
    messages = json.loads(result.stdout)["messages"]
    assert isinstance(messages, list)
    return messages


@pytest.fixture
def queued(tmp_path: Path) -> tuple[Path, str]:
    """A spool with one message for joe, and its queue id."""
    store = SqliteStore(tmp_path / "spool")
    queue_id = asyncio.run(put(store, MESSAGE, "a@x.example", "joe", "ann"))
    store.close()
    return tmp_path / "spool", queue_id


def test_the_contract_of_list(queued: tuple[Path, str]) -> None:
    spool, queue_id = queued
    [message] = listed(spool)
    recipients = message.pop("recipients")
    assert message == {
        "id": queue_id,
        "sender": "a@x.example",
        "size": len(MESSAGE),
        "received": 1000.0,
        "held": None,
    }
    assert isinstance(recipients, list)
    assert [recipient["address"] for recipient in recipients] == ["joe", "ann"]
    assert {recipient["state"] for recipient in recipients} == {"pending"}
    assert all(recipient.keys() == {"address", "state", "next_attempt", "last_error"} for recipient in recipients)


def test_people_can_read_it_too(queued: tuple[Path, str]) -> None:
    spool, queue_id = queued
    for words in (["list"], ["show", queue_id], ["stats"]):
        assert smailq(spool, *words).exit_code == 0
    assert queue_id in smailq(spool, "list").stdout
    assert "Subject: hello" in smailq(spool, "show", queue_id.upper()).stdout
    assert "1 message" in smailq(spool, "stats").stdout


def test_hold_release_remove(queued: tuple[Path, str]) -> None:
    spool, queue_id = queued
    assert smailq(spool, "hold", queue_id).exit_code == 0
    assert '"state":"held"' in smailq(spool, "list", "--json").stdout
    assert smailq(spool, "retry", queue_id).exit_code == 1
    assert smailq(spool, "release", queue_id).exit_code == 0
    assert '"state":"held"' not in smailq(spool, "list", "--json").stdout
    assert smailq(spool, "remove", queue_id).exit_code == 0
    assert listed(spool) == []
    assert smailq(spool, "list").stdout == "the queue is empty\n"


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        (["show", "00000000000"], 1, "no such message"),
        (["show", "nonsense"], 2, "not a queue id"),
        (["hold"], 2, "Missing argument"),
        (["remove", "00000000000"], 1, ""),
    ],
)
def test_refusals(queued: tuple[Path, str], words: list[str], status: int, complaint: str) -> None:
    result = smailq(queued[0], *words)
    assert (result.exit_code, complaint in result.output) == (status, True)


def test_a_spool_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "bodies").mkdir(mode=0o700)
    (tmp_path / "queue.db").write_bytes(b"nonsense" * 1000)
    for spool in (tmp_path, tmp_path / "missing"):
        result = smailq(spool, "list")
        assert result.exit_code == 3
        assert result.stderr.count("\n") == 1


def test_retry_wakes_the_daemon(tmp_path: Path) -> None:
    spool = tmp_path / ("a-long-name" * 9)

    async def story() -> None:
        async with running(spool, smtp=FakeCarrier(bob=[LATER, OK])) as yard:
            queue_id = await put(yard.store, MESSAGE, "a@x.example", "bob@far.example", received=yard.clock.now)
            await yard.log.heard("deferred")
            await yard.dispatcher_idle()
            [message] = await asyncio.to_thread(listed, spool)
            waits = {"address": "bob@far.example", "state": "deferred", "next_attempt": yard.clock.now + 600}
            assert message["recipients"] == [waits | {"last_error": "4.2.0 not now: far.example said 451 not now"}]
            result = await asyncio.to_thread(smailq, spool, "retry", queue_id)
            assert result.stdout == "1 message due now\n"
            yard.clock.now = max(yard.clock.now, 2e9)
            await yard.log.heard("completed")

    asyncio.run(story())


def test_held_mail_is_not_tried_and_released_mail_is(tmp_path: Path) -> None:
    async def story() -> None:
        async with running(tmp_path, smtp=FakeCarrier(bob=[LATER, OK])) as yard:
            queue_id = await put(yard.store, MESSAGE, "a@x.example", "bob@far.example", received=yard.clock.now)
            await yard.log.heard("deferred")
            await yard.dispatcher_idle()
            await asyncio.to_thread(smailq, tmp_path, "hold", queue_id)
            await yard.tick(1000)
            await put(yard.store, MESSAGE, "a@x.example", "joe")
            await yard.log.heard("completed")
            assert len(yard.smtp.jobs) == 1
            yard.clock.now = 2e9
            await asyncio.to_thread(smailq, tmp_path, "release", queue_id)
            await yard.log.heard("completed", 2)

    asyncio.run(story())
