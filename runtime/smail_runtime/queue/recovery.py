"""What a start finds in a spool, and what must be done about it: a pure function and its execution.

Nothing in the database says that a message is being worked on: claims live in the owner's memory only, so whatever a
dead owner had claimed is simply due again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

import msgspec

from smail_runtime.queue import ids
from smail_runtime.queue.spool import Spool
from smail_runtime.queue.states import OPEN, State

BODY_MISSING = "the body of this message is missing"


class Found(msgspec.Struct, frozen=True):
    """One message in the database: whether its body is in a file or a row, its due time, and what is left to do."""

    filed: bool
    row_body: bool
    due: float | None
    held: bool
    unfinished: bool


class Plan(msgspec.Struct, frozen=True):
    """The steps: files to remove, messages to hold, messages to make due, messages that are finished."""

    remove_files: tuple[str, ...] = ()
    hold: tuple[int, ...] = ()
    wake: tuple[int, ...] = ()
    finish: tuple[int, ...] = ()


def recover(messages: Mapping[int, Found], files: Iterable[str]) -> Plan:
    """What to do about any mixture of rows and files; doing it twice is the same as doing it once."""
    present = frozenset(files)
    wanted = {ids.encode(number) for number, found in messages.items() if found.filed}
    finish = tuple(sorted(number for number, found in messages.items() if not found.unfinished))
    rest = {number: found for number, found in messages.items() if found.unfinished}
    bodiless = {number for number, found in rest.items() if not _has_body(number, found, present)}
    done = {ids.encode(number) for number in finish}
    return Plan(
        remove_files=tuple(sorted(present - wanted | present & done)),
        hold=tuple(sorted(number for number in bodiless if not rest[number].held)),
        wake=tuple(sorted(number for number, found in rest.items() if found.due is None)),
        finish=finish,
    )


def _has_body(number: int, found: Found, files: frozenset[str]) -> bool:
    return ids.encode(number) in files if found.filed else found.row_body


def survey(database: sqlite3.Connection) -> dict[int, Found]:
    """All messages as `recover` wants them. Raises sqlite3.Error."""
    unfinished = ",".join(f"'{state.value}'" for state in (*OPEN, State.FAILED))
    rows = database.execute(
        "SELECT id, filed, EXISTS(SELECT 1 FROM bodies b WHERE b.id=m.id), due, held IS NOT NULL,"  # noqa: S608
        f" EXISTS(SELECT 1 FROM recipients r WHERE r.message=m.id AND r.state IN ({unfinished}))"
        f" OR EXISTS(SELECT 1 FROM deliveries d WHERE d.message=m.id AND d.state IN ({unfinished}))"
        " FROM messages m"
    )
    return {row[0]: Found(bool(row[1]), bool(row[2]), row[3], bool(row[4]), bool(row[5])) for row in rows}


def execute(plan: Plan, database: sqlite3.Connection, spool: Spool, now: float) -> None:
    """Do it: rows in one transaction first, files after. Raises sqlite3.Error and OSError."""
    database.execute("BEGIN IMMEDIATE")
    database.executemany("DELETE FROM messages WHERE id=?", [(number,) for number in plan.finish])
    database.executemany("UPDATE messages SET due=? WHERE id=?", [(now, number) for number in plan.wake])
    database.executemany("UPDATE messages SET held=? WHERE id=?", [(BODY_MISSING, number) for number in plan.hold])
    for table, column in (("bodies", "id"), ("recipients", "message"), ("deliveries", "message")):
        database.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM messages)")  # noqa: S608
    database.execute("COMMIT")
    for name in plan.remove_files:
        (spool.bodies / name).unlink(missing_ok=True)
