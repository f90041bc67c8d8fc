"""The daemon, joined: listener, queue, dispatcher and signals around one loop."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from smail_runtime.daemon.catalogue import EventName
from smail_runtime.daemon.dispatcher import Dispatcher
from smail_runtime.daemon.edition import Edition
from smail_runtime.daemon.frontdoor import FrontDoor
from smail_runtime.daemon.incoming import Reception
from smail_runtime.daemon.settings import Settings
from smail_runtime.daemon.startup import Ready, StartError, load, start
from smail_runtime.delivery.appendfile import AppendFileCarrier
from smail_runtime.delivery.interface import Carrier
from smail_runtime.delivery.pipe import PipeCarrier
from smail_runtime.net.listener import Connections, Listener, bound_to
from smail_runtime.net.tcpsmtp import TcpSmtpCarrier
from smail_runtime.routing.data import RoutingData

CHECKERS = 16
"""Threads that check recipients."""
BROKEN = 1
"""Exit status when deliveries stopped by themselves."""


class Daemon:
    """A started daemon. Signal handlers only set flags; `run` does the work."""

    def __init__(self, settings: Settings, ready: Ready) -> None:
        self._settings = settings
        self._ready = ready
        self._log = ready.log
        self._edition = Edition(ready.data, ready.world)
        self._threads = ThreadPoolExecutor(CHECKERS, thread_name_prefix="recipients")
        self._connections = Connections(self._session_left)
        self._remote = TcpSmtpCarrier(ready.world, ready.rehearsal.hosts)
        self._dispatcher = Dispatcher(
            ready.store,
            self.table,
            self._carriers(),
            ready.world,
            ready.log,
            delay_notice=settings.delay_notice,
            crowded=self._crowded,
        )
        reception = Reception(ready.store, ready.log, self._threads)
        door = FrontDoor(reception, lambda: self._edition, self._connections, settings.relay_from)
        self._listener = Listener(ready.sockets, door, self._connections)
        self._changed = asyncio.Event()
        self._wanted: set[signal.Signals] = set()

    def table(self) -> RoutingData:
        """The table in force."""
        return self._edition.data

    def _crowded(self) -> bool:
        """Whether there are so many sessions that deliveries must wait (`smtp_accept_queue`)."""
        return 0 < self._edition.variables.smtp_accept_queue < self._connections.total

    def _session_left(self) -> None:
        if not self._crowded():
            self._dispatcher.calm()

    def _carriers(self) -> Mapping[str, Carrier]:
        world, root = self._ready.world, self._ready.rehearsal.root
        return {
            "appendfile": AppendFileCarrier(world, root),
            "pipe": PipeCarrier(world, root),
            "tcpsmtp": self._remote,
        }

    async def run(self) -> int:
        """Work until TERM or INT; the exit status."""
        self._watch_signals()
        self._log.gather(asyncio.get_running_loop().call_soon)
        dispatching = asyncio.create_task(self._dispatcher.run())
        dispatching.add_done_callback(lambda _: self._changed.set())
        await self._listener.start()
        self._announce()
        while not dispatching.done() and not self._wanted & {signal.SIGTERM, signal.SIGINT}:
            await self._changed.wait()
            self._changed.clear()
            await self._obey()
        status = self._status_of(dispatching)
        await self._stop(dispatching)
        return status

    # signals

    def _watch_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1):
            loop.add_signal_handler(number, self._signalled, number)

    def _signalled(self, number: signal.Signals) -> None:
        self._wanted.add(number)
        self._changed.set()

    async def _obey(self) -> None:
        if signal.SIGUSR1 in self._wanted:
            self._wanted.discard(signal.SIGUSR1)
            self._reopen_log()
        if signal.SIGHUP in self._wanted:
            self._wanted.discard(signal.SIGHUP)
            await self._reload()

    def _reopen_log(self) -> None:
        try:
            self._log.reopen()
        except OSError as error:
            self._log.event(EventName.LOG_REOPENED.value, "alert", error=error.strerror)
        else:
            self._log.event(EventName.LOG_REOPENED.value)

    async def _reload(self) -> None:
        """Put a new table in force, if it can be used; transactions and attempts keep the one they began with."""
        try:
            data = await asyncio.to_thread(load, self._settings, self._ready.rehearsal)
            self._edition = Edition(data, self._ready.world)
        except StartError as error:
            self._log.event(EventName.RELOAD_FAILED.value, "alert", reason=str(error))
            return
        self._dispatcher.wake()
        self._log.event(EventName.RELOADED.value, table=str(self._settings.table))

    # start and end

    def _announce(self) -> None:
        """The one line on standard output: whoever started us waits for it."""
        places = " ".join(bound_to(sock) for sock in self._ready.sockets)
        pid = _own_pid()
        self._log.event(EventName.STARTED.value, listen=places, table=str(self._settings.table), pid=pid)
        self._log.flush()
        sys.stdout.write(f"smaild ready: {places} table {self._settings.table} pid {pid}\n")
        sys.stdout.flush()

    def _status_of(self, dispatching: asyncio.Task[None]) -> int:
        if not dispatching.done():
            return 0
        error = None if dispatching.cancelled() else dispatching.exception()
        self._log.event(EventName.DISPATCHER_FAILED.value, "alert", error=repr(error))
        return BROKEN

    async def _stop(self, dispatching: asyncio.Task[None]) -> None:
        """Accept no more, let what is open finish within the time, keep the rest in the queue."""
        self._log.event(EventName.STOPPING.value, sessions=self._connections.total)
        self._listener.stop()
        aborted = await self._connections.drain(self._settings.drain)
        unfinished = False
        try:
            await asyncio.wait_for(self._dispatcher.drain(), self._settings.drain)
        except TimeoutError:
            unfinished = True
        await asyncio.wait([dispatching], timeout=5)
        self._remote.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._ready.store.close()
        self._log.event(EventName.STOPPED.value, aborted=aborted, unfinished=unfinished)


def _own_pid() -> int:
    import os

    return os.getpid()


def run(settings: Settings) -> int:
    """Start and work until told to stop; the exit status."""
    import uvloop

    try:
        ready = start(settings)
    except StartError as error:
        sys.stderr.write(f"smaild: {error}\n")
        return error.status

    async def work() -> int:
        try:
            return await Daemon(settings, ready).run()
        finally:
            ready.log.close()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work())
