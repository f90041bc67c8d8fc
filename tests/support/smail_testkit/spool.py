"""Messages for queue tests, and stores whose disk fails on request."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
from pathlib import Path

from smail_runtime.mail.dsn import PLAIN, Dsn
from smail_runtime.mail.envelope import Envelope, MessageFacts
from smail_runtime.queue.store import SqliteStore

MESSAGE = b"From: a@x.example\r\nTo: b@y.example\r\nSubject: hello\r\n\r\nText.\r\n"


async def put(
    store: SqliteStore,
    data: bytes = MESSAGE,
    sender: str = "a@x.example",
    *recipients: str,
    received: float = 1000.0,
    utf8: bool = False,
    dsn: Dsn = PLAIN,
    grade: str = "C",
) -> str:
    """Accept a message (for b@y.example unless told otherwise) and give its queue id; `utf8`: it has SMTPUTF8."""
    body = store.new_body()
    body.write(data)
    queue_id = store.new_queue_id()
    size = len(data)
    facts = MessageFacts(
        message_id=f"<{queue_id}@here>", sender=sender, received=received, size=size, utf8=utf8, dsn=dsn, grade=grade
    )
    await store.accept(queue_id, Envelope(sender, recipients or ("b@y.example",)), facts, body)
    return queue_id


class Disk:
    """A disk that works until `broken` is set: then commits and syncs fail."""

    def __init__(self) -> None:
        self.broken = False
        self.commits = 0

    def commit(self, database: sqlite3.Connection) -> None:
        """COMMIT, or the error of a sync that failed."""
        if self.broken:
            raise sqlite3.OperationalError("disk I/O error")
        self.commits += 1
        database.execute("COMMIT")

    def sync(self, descriptor: int) -> None:
        """fsync, or its error."""
        if self.broken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        os.fsync(descriptor)


def left(spool: Path) -> list[str]:
    """The recipients of everything that is still in a spool."""
    store = SqliteStore(spool)
    numbers = store.recovered, asyncio.run(store.due(1e18, 1e18, 100)).numbers
    messages = asyncio.run(store.load(numbers[1]))
    store.close()
    return [entry.address for message in messages for entry in getattr(message, "recipients", ())]
