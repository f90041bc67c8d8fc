"""A queue of an older format made one of this format, in one transaction.

Format 1 had no column for the grade: it stood with the other facts only, and the queue had no order by it.
"""

from __future__ import annotations

import sqlite3

import msgspec

from smail_runtime.mail.envelope import MessageFacts

#: Formats that can be made newer.
KNOWN = (1,)
#: The grade of what cannot be read; it is held as damaged when it is met.
USUAL = "C"

_facts = msgspec.msgpack.Decoder(MessageFacts).decode


def column_of(facts: MessageFacts) -> str:
    """What stands in the column: one character, so that the order of texts is that of grades."""
    return facts.grade[-1:] or USUAL


def migrate(database: sqlite3.Connection, version: int, order: str) -> None:
    """Bring format 1 to `version`; `order` is the index that it gets. Raises sqlite3.Error: then nothing changed."""
    database.execute("BEGIN IMMEDIATE")
    try:
        database.execute(f"ALTER TABLE messages ADD COLUMN grade TEXT NOT NULL DEFAULT '{USUAL}'")
        database.create_function("grade_of", 1, _grade, deterministic=True)
        database.execute("UPDATE messages SET grade=grade_of(facts)")
        database.execute("DROP INDEX messages_due")
        database.execute(order)
        database.execute(f"PRAGMA user_version={version}")
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _grade(facts: bytes) -> str:
    try:
        return column_of(_facts(facts))
    except msgspec.MsgspecError:
        return USUAL
