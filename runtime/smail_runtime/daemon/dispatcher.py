"""The dispatcher: takes messages that are due, a bounded number at a time, and has each attempted.

A fresh message comes straight from the receiving side, after its commit and without being read back. Everything
else is found in the database when its time has come. Which messages are being worked on is known in memory only.
"""

from __future__ import annotations

import asyncio
import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from smail_runtime.daemon.alarm import Alarm
from smail_runtime.daemon.attempt import Attempt, Left
from smail_runtime.daemon.backlog import Backlog
from smail_runtime.daemon.catalogue import EventName
from smail_runtime.daemon.doorbell import Doorbell
from smail_runtime.daemon.events import EventLog
from smail_runtime.daemon.hosts import Hosts
from smail_runtime.daemon.means import Means
from smail_runtime.daemon.parking import Parking, Reason
from smail_runtime.daemon.records import Records
from smail_runtime.delivery.interface import Carrier
from smail_runtime.mail.grades import grades
from smail_runtime.queue import ids, retry
from smail_runtime.queue.interface import QueueError
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.reader import Damaged
from smail_runtime.queue.store import SqliteStore
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.world import World
from smail_runtime.table.program import Variables

#: Messages attempted at a time, and calls of transports at a time.
MESSAGES = 100
CALLS = 200
RESOLVERS = 8
#: Seconds after which the interpreter turns to another thread. The default makes the writer wait ten times longer for
#: each of its turns; measured, a tenth of it gives half as much mail again under load.
SWITCH_INTERVAL = 0.0005
#: Seconds before the database is read again after an error.
READ_PAUSE = 5.0


class Dispatcher:
    """One for a store. `carriers` are named like their drivers; `tables` gives the routing table of the moment.

    `delay_notice` is after how many seconds a sender hears that mail still waits, 0 for never. While it is `crowded`,
    new mail is only queued; `calm` tells that this is over.
    """

    def __init__(
        self,
        store: SqliteStore,
        tables: Callable[[], RoutingData],
        carriers: Mapping[str, Carrier],
        world: World,
        log: EventLog,
        clock: Callable[[], float] = time.time,
        delay_notice: float = 0.0,
        crowded: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store, self._tables, self._log, self._clock = store, tables, log, clock
        self._records = Records(store, log, clock)
        self._threads = ThreadPoolExecutor(RESOLVERS, thread_name_prefix="resolver")
        self._hosts = Hosts({})
        self._means = Means(
            store=store,
            carriers=carriers,
            world=world,
            log=log,
            clock=clock,
            hosts=self._hosts,
            threads=self._threads,
            jobs=asyncio.Semaphore(CALLS),
            persist=self._records.write,
            delay_notice=delay_notice,
        )
        self._alarm = Alarm(clock)
        self._backlog = Backlog()
        self._crowded = crowded
        self._waiting = Parking()
        self._claimed: set[int] = set()
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def run(self) -> None:
        """Work until `drain`. Raises QueueError if the database cannot be read at the start, OSError for the bell."""
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._hosts.remember(await self._store.host_failures())
        doorbell = Doorbell(self._store.spool.doorbell, self.wake)
        self._store.on_accept(self._received)
        try:
            while not self._stopping:
                await self._look()
                await self._alarm.wait(timed=self._room() > 0)
        finally:
            self._store.on_accept(None)
            doorbell.close()

    @property
    def idle(self) -> bool:
        """Whether no attempt is running."""
        return not self._running

    def wake(self) -> None:
        """Look at the database now: something in it was changed by others, or the table or the clock was."""
        self._alarm.at_once()

    def calm(self) -> None:
        """There is room again for deliveries: turn to what was only queued."""
        if self._waiting.lift(Reason.SESSIONS):
            self.wake()

    async def drain(self) -> None:
        """Start nothing more and return when what is running has ended. What is left stays in the queue."""
        self._stopping = True
        self._alarm.rouse()
        while self._running:
            await asyncio.wait(self._running)
        self._threads.shutdown(wait=False)

    # finding work

    def _room(self) -> int:
        return MESSAGES - len(self._running)

    async def _look(self) -> None:
        if self._stopping or self._room() <= 0 or not self._alarm.is_due:
            return
        self._alarm.put_off()
        try:
            await self._scan()
        except QueueError as error:
            self._log.event("queue-unreadable", "alert", error=str(error))
            self._alarm.no_later_than(self._clock() + READ_PAUSE)

    async def _scan(self) -> None:
        """Claim what is due. A claim comes before reading, so nothing that was finished meanwhile is done again."""
        program, room = self._tables().program, self._room()
        self._waiting.free(self._clock())
        self._alarm.no_later_than(self._waiting.next_at)
        limit = room + len(self._claimed) + len(self._waiting)
        found = await self._store.due(
            self._clock(),
            retry.horizon(program.retry),
            limit,
            forced_only=program.variables.queue_only,
            wanted=grades(program.variables.runq_grades),
        )
        self._alarm.no_later_than(found.next_at)
        unclaimed = [
            number
            for number in found.numbers
            if number not in self._claimed and (number not in self._waiting or number in found.forced)
        ]
        fresh = unclaimed[:room]
        for number in fresh:
            self._waiting.forget(number)
        if len(found.numbers) == limit or len(unclaimed) > room:
            self._alarm.no_later_than(-math.inf)
        await self._load(fresh)

    async def _load(self, numbers: Sequence[int]) -> None:
        """Claim messages, read them and start on those that still exist."""
        self._claimed.update(numbers)
        try:
            loaded = await self._store.load(numbers)
        except QueueError:
            self._claimed.difference_update(numbers)
            raise
        messages = {ids.decode(one.queue_id): one for one in loaded}
        for number in numbers:
            message = messages.get(number)
            if message is None:
                self._claimed.discard(number)
            else:
                self._start(message)

    def _received(self, message: QueuedMessage) -> None:
        """A message that a client has just handed in; it is tried at once, or there is a reason to wait a while."""
        variables = self._tables().program.variables
        reason = self._reason_to_wait(variables, message.facts.grade)
        until = self._clock() + max(variables.retry_interval, retry.SHORTEST_WAIT)
        if reason is None or not self._waiting.put(ids.decode(message.queue_id) or 0, until, reason):
            self._accepted(message)
            return
        self._log.event(EventName.QUEUED.value, queue_id=message.queue_id, reason=reason.value)
        self._alarm.no_later_than(until)

    def _reason_to_wait(self, variables: Variables, grade: str) -> Reason | None:
        if variables.queue_only:
            return None
        if self._crowded():
            return Reason.SESSIONS
        return None if grade in grades(variables.delivery_grades) else Reason.GRADE

    def _accepted(self, message: QueuedMessage) -> None:
        """A message that has just become durable. A look at the database may have found it first."""
        number = ids.decode(message.queue_id) or 0
        if self._stopping or number in self._claimed or self._tables().program.variables.queue_only:
            return
        if message.filed or not self._backlog.add(message):
            self._alarm.no_later_than(-math.inf)
            return
        self._claimed.add(number)
        self._start_from_backlog()

    # doing work

    def _start_from_backlog(self) -> None:
        while not self._stopping and self._room() > 0 and (message := self._backlog.take()) is not None:
            self._start(message)

    def _start(self, message: QueuedMessage | Damaged) -> None:
        task = asyncio.get_running_loop().create_task(self._work(message))
        self._running.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._start_from_backlog()
        if self._alarm.is_due:
            self._alarm.rouse()

    async def _work(self, message: QueuedMessage | Damaged) -> None:
        try:
            left = await self._attempt(message)
        finally:
            self._claimed.discard(ids.decode(message.queue_id) or 0)
        self._alarm.no_later_than(left.due)
        for letter in left.letters:
            self._accepted(letter)

    async def _attempt(self, message: QueuedMessage | Damaged) -> Left:
        if isinstance(message, Damaged):
            return await self._records.hold(message.queue_id, message.reason)
        try:
            return await Attempt(self._means, self._tables(), message).run()
        except Exception as error:
            return await self._records.trouble(message, error)
