"""What an operator asks of a queue and does to it, beside the daemon that owns it: short transactions, no lock."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from smail_runtime.mail.outcome import Outcome
from smail_runtime.queue import ids
from smail_runtime.queue.spool import Spool
from smail_runtime.queue.states import OPEN, State

#: What `held` says of messages that an operator holds.
BY_OPERATOR = "held by an operator"
_outcome = msgspec.msgpack.Decoder(Outcome).decode
_DELETES = (
    "DELETE FROM messages WHERE id=?",
    "DELETE FROM bodies WHERE id=?",
    "DELETE FROM recipients WHERE message=?",
    "DELETE FROM deliveries WHERE message=?",
)


class ListedRecipient(msgspec.Struct, frozen=True):
    """`state` is pending, deferred, done, failed or held; `next_attempt` seconds since the epoch, while open."""

    address: str
    state: str
    next_attempt: float | None
    last_error: str | None


class ListedMessage(msgspec.Struct, frozen=True):
    """One message of the queue; `held` tells why it is held."""

    id: str
    sender: str
    size: int
    received: float
    held: str | None
    recipients: tuple[ListedRecipient, ...]


class Statistics(msgspec.Struct, frozen=True):
    """Messages and bytes in the queue, held messages, recipients by state, the oldest arrival."""

    messages: int
    bytes: int
    held: int
    recipients: dict[str, int]
    oldest: float | None


def messages(database: sqlite3.Connection, numbers: Sequence[int] | None = None) -> Iterator[ListedMessage]:
    """All messages, oldest first, or those of these numbers. Raises sqlite3.Error."""
    with _transaction(database, "BEGIN"):
        wanted = (
            numbers
            if numbers is not None
            else [row[0] for row in database.execute("SELECT id FROM messages ORDER BY id")]
        )
        for number in wanted:
            row = database.execute("SELECT sender,size,received,held FROM messages WHERE id=?", (number,)).fetchone()
            if row is not None:
                recipients = _recipients(database, number, row[3] is not None)
                yield ListedMessage(ids.encode(number), row[0], row[1], row[2], row[3], recipients)


def _recipients(database: sqlite3.Connection, number: int, held: bool) -> tuple[ListedRecipient, ...]:
    rows = database.execute(
        "SELECT address,state,due,outcome FROM recipients WHERE message=? ORDER BY number", (number,)
    )
    return tuple(_recipient(address, State(state), due, outcome, held) for address, state, due, outcome in rows)


def _recipient(address: str, state: State, due: float | None, outcome: bytes | None, held: bool) -> ListedRecipient:
    waiting = state in OPEN
    shown = "held" if held and waiting else "failed" if state is State.REPORTED else state.value
    error = _words(_outcome(outcome)) if outcome else None
    return ListedRecipient(address, shown, due if waiting and not held else None, error)


def _words(outcome: Outcome) -> str:
    said = f": {outcome.remote or 'the host'} said {outcome.diagnostic}" if outcome.diagnostic else ""
    return f"{outcome.status} {outcome.reason}{said}"


def statistics(database: sqlite3.Connection) -> Statistics:
    """The queue in numbers. Raises sqlite3.Error."""
    with _transaction(database, "BEGIN"):
        row = database.execute(
            "SELECT count(*),coalesce(sum(size),0),count(held),min(received) FROM messages"
        ).fetchone()
        states = dict(
            database.execute("SELECT state,count(*) FROM recipients GROUP BY state ORDER BY state").fetchall()
        )
    return Statistics(row[0], row[1], row[2], states, row[3])


def retry(database: sqlite3.Connection, numbers: Sequence[int] | None, now: float) -> int:
    """Make messages due now, whatever the retry clocks say; None for all that are not held. The number of them."""
    with _transaction(database):
        chosen = _existing(database, numbers, "held IS NULL")
        database.executemany("UPDATE messages SET due=?,forced=1 WHERE id=?", [(now, number) for number in chosen])
        database.executemany("UPDATE recipients SET due=? WHERE message=?", [(now, number) for number in chosen])
    return len(chosen)


def hold(database: sqlite3.Connection, numbers: Sequence[int] | None) -> int:
    """Hold messages: they are neither tried nor expire. The number of them."""
    with _transaction(database):
        chosen = _existing(database, numbers, "held IS NULL")
        database.executemany("UPDATE messages SET held=? WHERE id=?", [(BY_OPERATOR, number) for number in chosen])
    return len(chosen)


def release(database: sqlite3.Connection, numbers: Sequence[int] | None, now: float) -> int:
    """Let held messages go on, now and with a clean record. The number of them."""
    with _transaction(database):
        chosen = _existing(database, numbers, "held IS NOT NULL")
        rows = [(now, number) for number in chosen]
        database.executemany("UPDATE messages SET held=NULL,troubles=0,forced=1,due=? WHERE id=?", rows)
    return len(chosen)


def remove(database: sqlite3.Connection, spool: Spool, numbers: Sequence[int]) -> int:
    """Remove messages for good; nobody is told. The number of them."""
    with _transaction(database):
        chosen = _existing(database, numbers, "1")
        for statement in _DELETES:
            database.executemany(statement, [(number,) for number in chosen])
    for number in chosen:
        (spool.bodies / ids.encode(number)).unlink(missing_ok=True)
    return len(chosen)


def _existing(database: sqlite3.Connection, numbers: Sequence[int] | None, condition: str) -> list[int]:
    rows = database.execute(f"SELECT id FROM messages WHERE {condition} ORDER BY id")  # noqa: S608 - a constant
    present = [row[0] for row in rows]
    return present if numbers is None else [number for number in present if number in frozenset(numbers)]


@contextmanager
def _transaction(database: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    database.execute(begin)
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")
