"""The order of the queue: what an operator asked for, then grades by urgency, each by age."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from smail_runtime.mail.grades import ALL, Grades
from smail_runtime.queue import admin, ids, schema
from smail_runtime.queue.spool import SpoolError
from smail_runtime.queue.store import SqliteStore
from smail_testkit.spool import MESSAGE, put

NOW, AHEAD = 2e10, 1e9
FORMAT_1 = (
    "DROP INDEX messages_order; ALTER TABLE messages DROP COLUMN grade;"
    "CREATE INDEX messages_due ON messages(due) WHERE held IS NULL; PRAGMA user_version=1;"
)


def filled(spool: Path, grades: str) -> tuple[SqliteStore, dict[int, str]]:
    """A store with a message of each grade, in this order of age, and the grades by number."""

    async def fill(store: SqliteStore) -> dict[int, str]:
        return {ids.decode(await put(store, MESSAGE, grade=grade)) or 0: grade for grade in grades}

    store = SqliteStore(spool)
    return store, asyncio.run(fill(store))


def due(store: SqliteStore, known: dict[int, str], wanted: Grades = ALL, limit: int = 100) -> str:
    """The grades of what is due, in order."""
    found = asyncio.run(store.due(NOW, AHEAD, limit, wanted=wanted))
    return "".join(known[number] for number in found.numbers)


def test_urgent_grades_first_and_each_by_age(tmp_path: Path) -> None:
    store, known = filled(tmp_path / "spool", "nCa9CA")
    assert due(store, known) == "9ACCan"
    found = asyncio.run(store.due(NOW, AHEAD, 100)).numbers
    same = [number for number in found if known[number] == "C"]
    assert same == sorted(same)
    assert due(store, known, limit=3) == "9AC"
    store.close()


def test_grades_that_are_not_wanted_stay_unless_an_operator_asks(tmp_path: Path) -> None:
    store, known = filled(tmp_path / "spool", "nCaA")
    urgent = Grades("", "C")
    assert due(store, known, urgent) == "AC"
    database = schema.open_guest(store.spool.database)
    [bulk] = [number for number, grade in known.items() if grade == "n"]
    admin.retry(database, [bulk], 1e10)
    database.close()
    assert due(store, known, urgent) == "nAC"
    assert asyncio.run(store.due(NOW, AHEAD, 100, wanted=urgent)).forced == {bulk}
    assert asyncio.run(store.due(1.0, 1e12, 100, wanted=urgent)).next_at is not None
    assert asyncio.run(store.due(1.0, 1e12, 100, wanted=Grades("x", "x"))).next_at == 1e10
    store.close()


def test_the_index_gives_the_order(tmp_path: Path) -> None:
    """With a hundred thousand messages no look may read or sort them all."""
    store, _ = filled(tmp_path / "spool", "C")
    database = schema.open_guest(store.spool.database)
    for question in (
        "SELECT id,forced FROM messages WHERE held IS NULL AND forced=0 AND grade='C' AND due<=5 ORDER BY due",
        "SELECT min(grade) FROM messages WHERE held IS NULL AND forced=0 AND grade>'C'",
        "SELECT min(due) FROM messages WHERE held IS NULL AND forced=0 AND grade='C' AND due>5",
    ):
        [(plan,)] = [row[3:] for row in database.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()]
        assert "messages_order" in plan, plan
    database.close()
    store.close()


def test_a_queue_of_the_first_format_is_taken_over(tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    store, known = filled(spool, "nC9")
    path = store.spool.database
    store.close()
    old = sqlite3.connect(path)
    old.executescript(FORMAT_1)
    [number] = [number for number, grade in known.items() if grade == "n"]
    old.execute("UPDATE messages SET facts=? WHERE id=?", (b"\xc1", number))
    old.commit()
    old.close()
    guest = schema.open_guest(path)
    assert [one.id for one in admin.messages(guest)] == [ids.encode(number) for number in known]
    guest.close()
    again = SqliteStore(spool)
    assert due(again, known) == "9nC"
    assert "n" in due(again, known, Grades("C", "C")), "what cannot be read has the usual grade"
    again.close()
    new = sqlite3.connect(path)
    assert new.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    new.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    store, _ = filled(tmp_path / "spool", "nC9")
    path = store.spool.database
    store.close()
    old = sqlite3.connect(path)
    old.executescript(FORMAT_1 + "DROP INDEX messages_due;")
    old.close()
    with pytest.raises(SpoolError, match="no such index"):
        SqliteStore(tmp_path / "spool")
    old = sqlite3.connect(path)
    columns = [row[1] for row in old.execute("PRAGMA table_info(messages)")]
    assert "grade" not in columns
    assert old.execute("PRAGMA user_version").fetchone() == (1,)
    old.close()
