"""Changes to the queue as rows, and the statements that write many of them at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

T = TypeVar("T")
Cell = int | float | str | bytes | None
Row = tuple[Cell, ...]
#: Rows written by one statement, largest first. Few statements matter: after each of them the writing thread waits
#: for the interpreter again.
CHUNKS = (64, 32, 16, 8, 4, 2, 1)


class Change(msgspec.Struct, frozen=True):
    """What one commit shall contain for one caller. Everything in it becomes durable together.

    `removed` are messages that are finished; `files` are the body files to unlink after the commit.
    """

    messages: tuple[Row, ...] = ()
    bodies: tuple[Row, ...] = ()
    recipients: tuple[Row, ...] = ()
    deliveries: tuple[Row, ...] = ()
    recipient_updates: tuple[Row, ...] = ()
    message_updates: tuple[Row, ...] = ()
    held: tuple[Row, ...] = ()
    hosts: tuple[Row, ...] = ()
    counters: tuple[Row, ...] = ()
    removed: tuple[int, ...] = ()
    files: tuple[str, ...] = ()

    def __add__(self, other: Change) -> Change:
        """Both changes in one commit."""
        return join((self, other))


NOTHING = Change()
"""No rows at all."""

_INSERTS = (
    ("messages", "INSERT INTO messages(id,received,size,crc,sender,facts,filed,due,grade) VALUES", 9),
    ("bodies", "INSERT INTO bodies(id,data) VALUES", 2),
    ("recipients", "INSERT INTO recipients(message,number,address,state,clock,due,outcome) VALUES", 7),
    ("hosts", "INSERT OR REPLACE INTO hosts(name,failed) VALUES", 2),
    ("counters", "INSERT OR REPLACE INTO counters(name,value) VALUES", 2),
)
_EACH = (
    (
        "deliveries",
        """INSERT OR REPLACE INTO deliveries(message,recipient,key,state,delivery,clock,outcome)
        SELECT ?1,?2,?3,?4,?5,?6,?7 WHERE EXISTS(SELECT 1 FROM messages WHERE id=?1)""",
    ),
    ("recipient_updates", "UPDATE recipients SET state=?3,clock=?4,due=?5,outcome=?6 WHERE message=?1 AND number=?2"),
    ("message_updates", "UPDATE messages SET due=?2,troubles=?3,forced=0 WHERE id=?1"),
    ("held", "UPDATE messages SET held=?2 WHERE id=?1"),
)
_DELETES = (
    "DELETE FROM messages WHERE id IN (SELECT value FROM json_each(?))",
    "DELETE FROM bodies WHERE id IN (SELECT value FROM json_each(?))",
    "DELETE FROM recipients WHERE message IN (SELECT value FROM json_each(?))",
    "DELETE FROM deliveries WHERE message IN (SELECT value FROM json_each(?))",
)


def join(changes: Sequence[Change]) -> Change:
    """All rows of several changes as one."""
    some = [change for change in changes if change is not NOTHING]
    if len(some) == 1:
        return some[0]
    return Change(*(tuple(row for change in some for row in getattr(change, name)) for name in _FIELDS))


def write(database: sqlite3.Connection, change: Change) -> None:
    """Run the statements of a change inside the transaction that is open. Raises sqlite3.Error."""
    for field, head, width in _INSERTS:
        _insert(database, head, width, getattr(change, field))
    for field, statement in _EACH:
        rows = getattr(change, field)
        if rows:
            database.executemany(statement, rows)
    if change.removed:
        numbers = msgspec.json.encode(change.removed).decode()
        for statement in _DELETES:
            database.execute(statement, (numbers,))


def _insert(database: sqlite3.Connection, head: str, width: int, rows: Sequence[Row]) -> None:
    place = "(" + ",".join("?" * width) + ")"
    for part in _chunks(rows):
        cells = [cell for row in part for cell in row]
        database.execute(head + ",".join([place] * len(part)), cells)


def _chunks(items: Sequence[T]) -> Iterable[Sequence[T]]:
    start = 0
    while start < len(items):
        size = next(chunk for chunk in CHUNKS if chunk <= len(items) - start)
        yield items[start : start + size]
        start += size


_FIELDS = Change.__struct_fields__
