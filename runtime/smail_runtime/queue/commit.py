"""Group commit: one thread writes, and each transaction takes along every change that is waiting."""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from smail_runtime.queue.interface import QueueError
from smail_runtime.queue.rows import Change, join, write

#: Changes in one transaction at most: bounds the time that the first of them waits.
LARGEST_GROUP = 256

Settled = tuple[asyncio.Future[None], QueueError | None]
Waiting = tuple[Change, asyncio.Future[None]]


def commit(database: sqlite3.Connection) -> None:
    """Make the open transaction durable; the seam at which tests let the disk fail."""
    database.execute("COMMIT")


def trouble(error: Exception) -> QueueError:
    """A database error as the queue's own."""
    code = getattr(error, "sqlite_errorcode", None)
    return QueueError(f"queue database: {error}", no_space=code == sqlite3.SQLITE_FULL)


class GroupCommit:
    """Owns the writing connection and its thread. `submit` from one event loop only."""

    def __init__(self, database: sqlite3.Connection, commit: Callable[[sqlite3.Connection], None] = commit) -> None:
        self._database = database
        self._commit = commit
        self._closed = False
        self._waiting: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="queue-writer", daemon=True)
        self._thread.start()

    def submit(self, change: Change) -> asyncio.Future[None]:
        """A future that is done when the change is durable, or fails with QueueError: then none of it is."""
        future = asyncio.get_running_loop().create_future()
        if self._closed:
            future.set_exception(QueueError("queue database: closed"))
            return future
        self._waiting.put((change, future))
        return future

    def close(self, last: Change) -> None:
        """Write what waits and one last change, then close the connection."""
        self._closed = True
        self._waiting.put(None)
        self._thread.join()
        with suppress(sqlite3.Error):
            self._transact(last)
        self._database.close()

    def _run(self) -> None:
        running = True
        while running:
            group, running = self._gather()
            if group:
                _announce(self._write_group(group))

    def _gather(self) -> tuple[list[Waiting], bool]:
        first = self._waiting.get()
        group: list[Waiting] = []
        while first is not None:
            group.append(first)
            if len(group) == LARGEST_GROUP or self._waiting.empty():
                return group, True
            first = self._waiting.get()
        return group, False

    def _write_group(self, group: Sequence[Waiting]) -> list[Settled]:
        try:
            self._transact(join([change for change, _ in group]))
        except sqlite3.OperationalError as error:
            return [(future, trouble(error)) for _, future in group]
        except Exception as error:
            # Something in one change cannot be stored: find out which, the others must not suffer.
            if len(group) == 1:
                return [(group[0][1], trouble(error))]
            return [settled for one in group for settled in self._write_group([one])]
        return [(future, None) for _, future in group]

    def _transact(self, change: Change) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            write(self._database, change)
            self._commit(self._database)
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise


def _announce(settled: Sequence[Settled]) -> None:
    loop = settled[0][0].get_loop()
    if not loop.is_closed():
        loop.call_soon_threadsafe(_settle, settled)


def _settle(settled: Sequence[Settled]) -> None:
    for future, error in settled:
        if future.done():
            continue
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)
