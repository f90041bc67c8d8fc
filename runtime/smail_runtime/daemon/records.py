"""What became of messages, written to the queue however long that takes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from smail_runtime.daemon.attempt import Left
from smail_runtime.daemon.events import EventLog
from smail_runtime.queue import ids
from smail_runtime.queue.interface import QueueError
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.rows import Change
from smail_runtime.queue.store import SqliteStore

#: After so many errors of this program a message is held.
TROUBLES = 3
TROUBLE_WAIT = 60.0
#: Seconds between two tries to write to a database that refuses.
WRITE_PAUSE = 2.0


class Records:
    """The records of a store, for the one who writes what attempts did."""

    def __init__(self, store: SqliteStore, log: EventLog, clock: Callable[[], float]) -> None:
        self._store, self._log, self._clock = store, log, clock

    async def write(self, change: Change) -> None:
        """Write, and try until it is written: what was done must not be forgotten while we can remember it."""
        while True:
            try:
                await self._store.write(change)
            except QueueError as error:
                self._log.event("queue-unwritable", "alert", error=str(error))
                await asyncio.sleep(WRITE_PAUSE)
            else:
                return

    async def hold(self, queue_id: str, reason: str) -> Left:
        """Leave a message to a person."""
        self._log.event("held", "alert", queue_id=queue_id, reason=reason)
        await self.write(Change(held=((ids.decode(queue_id), reason),)))
        return Left(None)

    async def trouble(self, message: QueuedMessage, error: Exception) -> Left:
        """An error of this program: try again a little later, a few times, then leave the message to a person."""
        troubles = message.troubles + 1
        self._log.event("attempt-error", "alert", queue_id=message.queue_id, error=repr(error), troubles=troubles)
        due = self._clock() + TROUBLE_WAIT
        await self.write(Change(message_updates=((ids.decode(message.queue_id), due, troubles),)))
        if troubles >= TROUBLES:
            return await self.hold(message.queue_id, f"{troubles} attempts ended in an error of this program")
        return Left(due)
