"""The store: what was accepted is there, what was not leaves nothing, and strangers' files are refused."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from smail_runtime.queue import ids, schema
from smail_runtime.queue.body import IN_ROW
from smail_runtime.queue.interface import QueueError
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.reader import Damaged
from smail_runtime.queue.rows import Change
from smail_runtime.queue.spool import SpoolError
from smail_runtime.queue.states import State
from smail_runtime.queue.store import REAL, Seams, SqliteStore
from smail_testkit.spool import MESSAGE, Disk, put

LARGE = b"X: y\r\n\r\n" + b"line\r\n" * 20_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "spool")
    yield store
    store.close()


def reopened(store: SqliteStore, seams: Seams = REAL) -> SqliteStore:
    store.close()
    return SqliteStore(store.spool.root, seams)


async def load(store: SqliteStore, *queue_ids: str) -> list[QueuedMessage | Damaged]:
    return await store.load(ids.decode(queue_id) or 0 for queue_id in queue_ids)


async def load_one(store: SqliteStore, queue_id: str) -> QueuedMessage:
    [message] = await load(store, queue_id)
    assert isinstance(message, QueuedMessage)
    return message


@pytest.mark.parametrize("data", [b"", MESSAGE, b"\0\xff" * 1000, LARGE], ids=["empty", "small", "binary", "large"])
def test_an_accepted_message_is_read_back_after_a_restart(store: SqliteStore, data: bytes) -> None:
    queue_id = asyncio.run(put(store, data, "é@x.example", "b@y.example", "c@y.example"))
    store = reopened(store)
    message = asyncio.run(load_one(store, queue_id))
    store.close()
    assert (message.sender, message.body, message.filed) == ("é@x.example", data, len(data) > IN_ROW)
    assert [(entry.address, entry.state) for entry in message.recipients] == [
        ("b@y.example", State.PENDING),
        ("c@y.example", State.PENDING),
    ]
    assert message.facts.message_id == f"<{queue_id}@here>"


def test_many_callers_share_commits(tmp_path: Path) -> None:
    disk = Disk()
    store = SqliteStore(tmp_path / "spool", Seams(commit=disk.commit))

    async def run() -> list[str]:
        return await asyncio.gather(*(put(store) for _ in range(300)))

    queue_ids = asyncio.run(run())
    assert len(set(queue_ids)) == 300
    assert sorted(queue_ids) == queue_ids
    assert disk.commits < 100
    found = asyncio.run(store.due(2e10, 1e9, 1000))
    store.close()
    assert {ids.encode(number) for number in found.numbers} == set(queue_ids)


def test_only_the_owner_can_read_it(store: SqliteStore) -> None:
    asyncio.run(put(store, LARGE))
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in store.spool.root.rglob("*") if path.is_file()
    }
    assert {"queue.db", "queue.db-wal", "owner.lock"} <= modes.keys()
    assert len(modes) >= 5
    assert set(modes.values()) == {0}
    assert stat.S_IMODE(store.spool.root.stat().st_mode) == 0o700


@pytest.mark.parametrize("data", [MESSAGE, LARGE], ids=["row", "file"])
def test_a_failing_disk_refuses_and_leaves_nothing(tmp_path: Path, data: bytes) -> None:
    disk = Disk()
    store = SqliteStore(tmp_path / "spool", Seams(commit=disk.commit, sync=disk.sync))
    disk.broken = True
    with pytest.raises(QueueError):
        asyncio.run(put(store, data))
    disk.broken = False
    kept = asyncio.run(put(store, MESSAGE))
    found = asyncio.run(store.due(2e10, 1e9, 10))
    assert [ids.encode(number) for number in found.numbers] == [kept]
    assert list(store.spool.bodies.iterdir()) == []
    store.close()


def test_a_failed_sync_is_final_for_the_message(tmp_path: Path) -> None:
    failures = [True]

    def sync(descriptor: int) -> None:
        if failures.pop(0):
            raise OSError(5, "Input/output error")
        os.fsync(descriptor)

    store = SqliteStore(tmp_path / "spool", Seams(sync=sync))
    with pytest.raises(QueueError) as caught:
        asyncio.run(put(store, LARGE))
    store.close()
    assert not caught.value.no_space
    assert failures == []


def test_one_bad_change_does_not_harm_its_neighbours(store: SqliteStore) -> None:
    async def run() -> list[object]:
        bad = store.write(Change(recipients=((None, None, None, None, None, None, None),)))
        return list(await asyncio.gather(put(store), bad, put(store), return_exceptions=True))

    first, error, second = asyncio.run(run())
    assert isinstance(error, QueueError)
    assert asyncio.run(load_one(store, str(first))).sender
    assert asyncio.run(load_one(store, str(second))).sender


def test_a_full_disk_is_told_from_other_trouble(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "spool", Seams(free=lambda path: 1000), reserve=2000)
    with pytest.raises(QueueError) as caught:
        store.new_body()
    store.close()
    assert caught.value.no_space


def test_a_database_that_cannot_grow_is_full(tmp_path: Path) -> None:
    def commit(database: sqlite3.Connection) -> None:
        database.execute("ROLLBACK")
        database.execute("PRAGMA max_page_count=1")
        database.execute("CREATE TABLE more(x)")

    store = SqliteStore(tmp_path / "spool", Seams(commit=commit))
    with pytest.raises(QueueError) as caught:
        asyncio.run(put(store))
    store.close()
    assert caught.value.no_space


def test_ids_grow_even_when_the_clock_goes_back(tmp_path: Path) -> None:
    first = SqliteStore(tmp_path / "spool", Seams(clock=lambda: 2e9))
    old = asyncio.run(put(first))
    number = ids.decode(old)
    asyncio.run(first.write(Change(removed=(number or 0,))))
    second = reopened(first, Seams(clock=lambda: 1e9))
    assert second.new_queue_id() > old
    second.close()


def test_two_owners_of_one_spool_are_one_too_many(store: SqliteStore) -> None:
    with pytest.raises(SpoolError, match="another daemon"):
        SqliteStore(store.spool.root)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"mbox" * 5000, "not a database"), (b"SQLite format 3\0" + b"\xff" * 8000, "."), (None, "not a mail queue")],
    ids=["text", "damaged", "foreign"],
)
def test_what_is_no_queue_is_refused_and_kept(tmp_path: Path, content: bytes | None, complaint: str) -> None:
    spool = tmp_path / "spool"
    spool.mkdir(mode=0o700)
    path = spool / "queue.db"
    if content is None:
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE precious(x)")
        database.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(SpoolError, match=complaint) as caught:
        SqliteStore(spool)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


def test_a_newer_format_is_refused(store: SqliteStore) -> None:
    store.close()
    database = sqlite3.connect(store.spool.database)
    database.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    database.close()
    with pytest.raises(SpoolError, match=f"format {schema.VERSION + 1}, this program reads format {schema.VERSION}"):
        SqliteStore(store.spool.root)


def test_a_spool_that_others_may_write_is_refused(tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    spool.chmod(0o777)
    with pytest.raises(SpoolError, match="0700"):
        SqliteStore(spool)


def test_a_damaged_body_is_noticed(store: SqliteStore) -> None:
    queue_id = asyncio.run(put(store, LARGE))
    path = store.spool.bodies / queue_id
    path.write_bytes(path.read_bytes()[:-1])
    [found] = asyncio.run(load(store, queue_id))
    assert isinstance(found, Damaged)


def test_removing_a_message_removes_its_file(store: SqliteStore) -> None:
    queue_id = asyncio.run(put(store, LARGE))
    asyncio.run(store.write(Change(removed=(ids.decode(queue_id) or 0,), files=(queue_id,))))
    assert list(store.spool.bodies.iterdir()) == []
    assert asyncio.run(load(store, queue_id)) == []


def test_listeners_hear_of_durable_messages_only(tmp_path: Path) -> None:
    disk = Disk()
    store = SqliteStore(tmp_path / "spool", Seams(commit=disk.commit))
    heard: list[str] = []
    store.on_accept(lambda message: heard.append(message.queue_id))
    kept = asyncio.run(put(store))
    disk.broken = True
    with pytest.raises(QueueError):
        asyncio.run(put(store))
    store.close()
    assert heard == [kept]
