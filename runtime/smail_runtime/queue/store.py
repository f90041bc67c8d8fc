"""The embedded queue: SQLite with a write-ahead log, every answer behind its commit."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from smail_runtime.mail.envelope import Envelope, MessageFacts
from smail_runtime.mail.grades import ALL, Grades
from smail_runtime.queue import ids, reader, recovery, schema
from smail_runtime.queue.admission import Admission, admit
from smail_runtime.queue.body import Body, disk_trouble
from smail_runtime.queue.commit import GroupCommit, commit
from smail_runtime.queue.interface import BodyWriter, QueueError
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.reader import Damaged, Due
from smail_runtime.queue.rows import Change
from smail_runtime.queue.spool import Ownership, Spool, SpoolError, prepare

T = TypeVar("T")
#: Bytes of the file system that new mail must leave free, for the retries and bounces of what is queued.
RESERVE = 16 * 1024 * 1024
#: Messages between two looks at the free space.
CHECK_EACH = 16
#: Queue numbers (microseconds) set aside at a time, see `SqliteStore._submit_new`.
SET_ASIDE = 60_000_000


def free_space(path: Path) -> int:
    """Bytes that an ordinary user may still write on the file system of `path`. Raises QueueError."""
    try:
        status = os.statvfs(path)
    except OSError as error:
        raise disk_trouble(error) from error
    return status.f_bavail * status.f_frsize


class Seams(msgspec.Struct, frozen=True):
    """The calls that make things durable, the free space and the clock: tests put failing ones here."""

    commit: Callable[[sqlite3.Connection], None] = commit
    sync: Callable[[int], None] = os.fsync
    free: Callable[[Path], int] = free_space
    clock: Callable[[], float] = time.time


REAL = Seams()


class SqliteStore:
    """One spool, owned by this process (an `Intake`, and what the dispatcher works on).

    All coroutines belong to one event loop. `recovered` tells what was found at the start.
    """

    def __init__(self, root: Path, seams: Seams = REAL, reserve: int = RESERVE) -> None:
        """Create or open the spool and recover it. Raises SpoolError with one clear line."""
        self.spool: Spool = prepare(root)
        self._seams = seams
        self._reserve = reserve
        self._listener: Callable[[QueuedMessage], None] | None = None
        self._set_aside = 0
        self._unchecked = 0
        self._open = True
        self._owner = Ownership(self.spool)
        try:
            database = self._open_database()
        except SpoolError:
            self._owner.release()
            raise
        self._writer = GroupCommit(database, seams.commit)
        self._one_reader = asyncio.Lock()

    def on_accept(self, listener: Callable[[QueuedMessage], None] | None) -> None:
        """Call `listener` with each message right after its commit, so that it need not be read back."""
        self._listener = listener

    def new_queue_id(self) -> str:
        """A fresh queue id, unique in this spool for ever."""
        return self._ids.next()

    def new_body(self) -> BodyWriter:
        """A writer for one message. Raises QueueError when less than the reserve is free."""
        if self._unchecked <= 0:
            if self._reserve and self._seams.free(self.spool.root) < self._reserve:
                raise QueueError("queue: only the reserve is left on the disk", no_space=True)
            self._unchecked = CHECK_EACH
        self._unchecked -= 1
        return Body(self.spool.bodies, self._seams.sync)

    async def accept(self, queue_id: str, envelope: Envelope, facts: MessageFacts, body: BodyWriter) -> None:
        """Return only when the message is durable. Raises QueueError; the message is forgotten then."""
        if not isinstance(body, Body):
            raise TypeError("the body must come from new_body of this store")
        try:
            if body.filed:
                await asyncio.to_thread(body.seal, queue_id)
            new = admit(queue_id, envelope, facts, body, self._seams.clock())
            await self._submit_new(new)
        except QueueError:
            body.discard()
            raise
        if self._listener is not None:
            self._listener(new.message)

    def compose(self, queue_id: str, envelope: Envelope, facts: MessageFacts, data: bytes) -> Admission:
        """A message of our own, to be written together with the change that causes it. Nothing is durable yet."""
        body = Body(self.spool.bodies, self._seams.sync, in_row=len(data))
        body.write(data)
        return admit(queue_id, envelope, facts, body, self._seams.clock())

    async def due(
        self, now: float, ahead: float, limit: int, *, forced_only: bool = False, wanted: Grades = ALL
    ) -> Due:
        """The messages to look at, see `reader.due`. Raises QueueError."""
        return await self._read(lambda database: reader.due(database, now, ahead, limit, forced_only, wanted))

    async def load(self, numbers: Iterable[int]) -> list[QueuedMessage | Damaged]:
        """Read messages back; those that are gone or held are left out. Raises QueueError."""
        wanted = tuple(numbers)
        return await self._read(lambda database: reader.load(database, self.spool, wanted))

    async def host_failures(self) -> dict[str, float]:
        """When each host last failed, by its key. Raises QueueError."""
        return await self._read(lambda database: dict(database.execute("SELECT name, failed FROM hosts").fetchall()))

    async def write(self, change: Change) -> None:
        """Make a change durable. Raises QueueError: then nothing of it happened."""
        await self._writer.submit(change)
        for name in change.files:
            with suppress(OSError):
                (self.spool.bodies / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Finish the writes, close the files, give the spool free; safe to call twice."""
        if not self._open:
            return
        self._open = False
        self._writer.close(Change(counters=(("ids", self._ids.last),)))
        self._reading.close()
        self._owner.release()

    def _open_database(self) -> sqlite3.Connection:
        try:
            database = schema.open_owner(self.spool.database)
            messages = recovery.survey(database)
            self.recovered = recovery.recover(messages, [path.name for path in self.spool.bodies.iterdir()])
            recovery.execute(self.recovered, database, self.spool, self._seams.clock())
            row = database.execute("SELECT value FROM counters WHERE name='ids'").fetchone()
            self._ids = ids.QueueIds(max([row[0] if row else 0, *messages]), self._seams.clock)
            self._reading = schema.connect(self.spool.database)
        except (sqlite3.Error, OSError) as error:
            raise SpoolError(f"spool {self.spool.root}: {error}") from error
        return database

    async def _submit_new(self, new: Admission) -> None:
        """Write a message and, a minute ahead, the number below which ids of a later run may not fall."""
        change = new.change
        if new.number > self._set_aside:
            self._set_aside = new.number + SET_ASIDE
            change = msgspec.structs.replace(change, counters=(("ids", self._set_aside),))
        try:
            await self._writer.submit(change)
        except QueueError:
            self._set_aside = 0
            raise

    async def _read(self, question: Callable[[sqlite3.Connection], T]) -> T:
        async with self._one_reader:
            try:
                return await asyncio.to_thread(question, self._reading)
            except sqlite3.Error as error:
                raise QueueError(f"queue database: {error}") from error
            except OSError as error:
                raise disk_trouble(error) from error
