"""Reading messages back: what is due, and everything about one message."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator

import msgspec

from smail_runtime.mail.grades import ALL, Grades
from smail_runtime.queue import codec, ids
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.spool import Spool


class Due(msgspec.Struct, frozen=True):
    """Numbers of messages that are due, the most urgent first, and when the next one will be, None for never.

    `forced` are those of them that an operator asked for.
    """

    numbers: tuple[int, ...]
    next_at: float | None
    forced: frozenset[int] = frozenset()


class Damaged(msgspec.Struct, frozen=True):
    """A message that cannot be read back as it was written."""

    queue_id: str
    reason: str


def due(
    database: sqlite3.Connection,
    now: float,
    ahead: float,
    limit: int,
    forced_only: bool = False,
    wanted: Grades = ALL,
) -> Due:
    """Messages to look at now: what an operator asked for, then those of `wanted` grades, each grade by age.

    A due time more than `ahead` seconds away comes from another clock and is due too. With `forced_only` nothing but
    what an operator asked for is due.
    """
    found: list[tuple[int, int]] = []
    following: list[float] = []
    for forced in (1,) if forced_only else (1, 0):
        for grade in _present(database, forced):
            if forced or grade in wanted:
                found += _due_of(database, (forced, grade), now, ahead, limit - len(found))
                row = database.execute(f"SELECT min(due) {_WHICH} AND due>?", (forced, grade, now)).fetchone()
                following += [] if row[0] is None else [row[0]]
    return Due(
        tuple(number for number, _ in found),
        min(following, default=None),
        frozenset(number for number, forced in found if forced),
    )


_WHICH = "FROM messages WHERE held IS NULL AND forced=? AND grade=?"


def _present(database: sqlite3.Connection, forced: int) -> Iterator[str]:
    """The grades in the queue, the most urgent first; each is one look into the index."""
    grade = ""
    while grade is not None:
        [grade] = database.execute(
            "SELECT min(grade) FROM messages WHERE held IS NULL AND forced=? AND grade>?", (forced, grade)
        ).fetchone()
        if grade is not None:
            yield grade


def _due_of(
    database: sqlite3.Connection, which: tuple[int, str], now: float, ahead: float, limit: int
) -> list[tuple[int, int]]:
    """Number and whether it is forced, of up to `limit` messages of a grade."""
    rows = database.execute(f"SELECT id,forced {_WHICH} AND due<=? ORDER BY due LIMIT ?", (*which, now, limit))
    found = rows.fetchall()
    late = database.execute(f"SELECT id,forced {_WHICH} AND due>? LIMIT ?", (*which, now + ahead, limit - len(found)))
    return [*found, *late.fetchall()]


def load(
    database: sqlite3.Connection, spool: Spool, numbers: Iterable[int], *, held_too: bool = False
) -> list[QueuedMessage | Damaged]:
    """The messages that still exist and are not held (or `held_too`), with bodies. Raises sqlite3.Error, OSError."""
    database.execute("BEGIN")
    try:
        found = [_load_one(database, spool, number, held_too) for number in numbers]
    finally:
        database.execute("COMMIT")
    return [message for message in found if message is not None]


def _load_one(
    database: sqlite3.Connection, spool: Spool, number: int, held_too: bool
) -> QueuedMessage | Damaged | None:
    row = database.execute(
        "SELECT sender,facts,filed,forced,troubles,crc FROM messages WHERE id=? AND (held IS NULL OR ?)",
        (number, held_too),
    ).fetchone()
    if row is None:
        return None
    queue_id = ids.encode(number)
    body = _body(database, spool, number, bool(row[2]))
    if body is None:
        return Damaged(queue_id, "the body of this message is missing")
    if zlib.crc32(body) != row[5]:
        return Damaged(queue_id, "the body of this message is not what was written")
    try:
        return _assemble(database, number, row, body)
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        return Damaged(queue_id, f"a record of this message cannot be read: {error}")


def _assemble(
    database: sqlite3.Connection, number: int, row: tuple[str, bytes, int, int, int, int], body: bytes
) -> QueuedMessage:
    recipients = database.execute(
        "SELECT number,address,state,clock,outcome FROM recipients WHERE message=? ORDER BY number", (number,)
    )
    deliveries = database.execute(
        "SELECT recipient,key,state,delivery,clock,outcome FROM deliveries WHERE message=?", (number,)
    )
    return codec.read_message(
        ids.encode(number),
        row[0],
        row[1],
        tuple(codec.read_recipient(*cells) for cells in recipients),
        tuple(codec.read_delivery(*cells) for cells in deliveries),
        body,
        bool(row[2]),
        bool(row[3]),
        row[4],
    )


def _body(database: sqlite3.Connection, spool: Spool, number: int, filed: bool) -> bytes | None:
    if not filed:
        row = database.execute("SELECT data FROM bodies WHERE id=?", (number,)).fetchone()
        return bytes(row[0]) if row else None
    try:
        return (spool.bodies / ids.encode(number)).read_bytes()
    except FileNotFoundError:
        return None
