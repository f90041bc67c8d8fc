"""The appendfile driver: mailbox files, Maildirs and directories of single messages.

Everything runs as the user of this process; it never has the rights of another one to give away.
"""

from __future__ import annotations

import asyncio
import errno
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from weakref import WeakValueDictionary

from smail_runtime.delivery import ends, files
from smail_runtime.delivery.files import Calls, UnsafeFileError
from smail_runtime.delivery.interface import Job
from smail_runtime.delivery.locks import LockedError
from smail_runtime.delivery.prepare import prepare
from smail_runtime.delivery.target import Target, target_of
from smail_runtime.mail.outcome import Outcome
from smail_runtime.mail.text import printable
from smail_runtime.routing.expand import Scope, Value, delivery_scope, expand
from smail_runtime.routing.resolution import Delivery
from smail_runtime.routing.world import Found, Unknown, World
from smail_runtime.table.transport import AppendFileDriver

#: Seconds to wait for a mailbox that another program has locked.
LOCK_WAIT = 30.0
THREADS = 16
#: A path that an address chose and that cannot be opened for one of these reasons never will be.
_LASTING = frozenset(
    {
        errno.ENOENT,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.EACCES,
        errno.EPERM,
        errno.ELOOP,
        errno.ENAMETOOLONG,
        errno.ENXIO,
    }
)
REAL_CALLS = Calls()
T = TypeVar("T")


class AppendFileCarrier:
    """Carries jobs of appendfile transports; `root` is put before every path (for rehearsals)."""

    def __init__(
        self,
        world: World,
        root: str | None = None,
        clock: Callable[[], float] = time.time,
        lock_wait: float = LOCK_WAIT,
        calls: Calls = REAL_CALLS,
    ) -> None:
        self._world = world
        self._root = (root or "").rstrip("/")
        self._clock = clock
        self._lock_wait = lock_wait
        self._calls = calls
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="appendfile")
        self._in_use: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def deliver(self, job: Job) -> tuple[Outcome, ...]:
        """Each delivery by itself; outcomes in the order of the deliveries."""
        return tuple([await self._deliver_one(job, delivery) for delivery in job.deliveries])

    async def _deliver_one(self, job: Job, delivery: Delivery) -> Outcome:
        driver = job.transport.driver
        if not isinstance(driver, AppendFileDriver):
            return ends.deferred(job, "4.3.5", "the transport is not an appendfile transport")
        scope = delivery_scope(job.data, job.facts, delivery, self._world)
        target = await self._in_thread(lambda: target_of(job, driver, delivery, scope))
        if isinstance(target, Outcome):
            return target
        if target.path == "/dev/null" and not target.directory:
            return ends.delivered(job, "discarded")
        # The kernel's locks do not tell our own threads apart.
        async with self._in_use.setdefault(target.path, asyncio.Lock()):
            return await self._in_thread(lambda: self._write(job, driver, delivery, scope, target))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _write(self, job: Job, driver: AppendFileDriver, delivery: Delivery, scope: Scope, target: Target) -> Outcome:
        now = self._clock()
        message = prepare(job, scope, now)
        before = Value("") if driver.prefix is None else expand(driver.prefix, scope)
        if isinstance(message, Unknown) or isinstance(before, Unknown):
            return ends.deferred(job, "4.3.0", "an expansion of the transport cannot be told for now")
        prefix = before.text if isinstance(before, Value) else ""
        data = _bytes(prefix) + message + _bytes(driver.suffix or "")
        path = Path(self._root + target.path)
        try:
            self._put(path, data, driver, delivery, target, now)
        except LockedError:
            return ends.deferred(job, "4.2.0", f"{printable(str(path))} is locked by another program")
        except UnsafeFileError as error:
            return ends.failed(job, "5.2.0", f"{printable(str(path))}: {error}")
        except OSError as error:
            return _trouble(job, delivery, path, error)
        return ends.delivered(job, f"to {printable(str(path))}")

    def _put(
        self, path: Path, data: bytes, driver: AppendFileDriver, delivery: Delivery, target: Target, now: float
    ) -> None:
        if not target.directory:
            files.append(path, data, driver.mode, self._owners(driver, delivery), self._lock_wait, self._calls)
        elif driver.maildir:
            files.into_maildir(path, data, self._world.host_name(), driver.mode, self._calls)
        else:
            files.into_directory(path, data, driver.mode, now, self._calls)

    def _owners(self, driver: AppendFileDriver, delivery: Delivery) -> frozenset[int]:
        """Who may own a mailbox file that we append to: this process, and the account it is for."""
        owners = {os.geteuid()}
        for name in (delivery.user, driver.user):
            account = self._world.login(name) if name else None
            if isinstance(account, Found):
                owners.add(account.value.uid)
        return frozenset(owners)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _trouble(job: Job, delivery: Delivery, path: Path, error: OSError) -> Outcome:
    """Trouble with the machine is deferred; a path that an alias or forward file chose in vain fails."""
    reason = f"{printable(str(path))}: {ends.words(error)}"
    if delivery.kind == "file" and error.errno in _LASTING:
        return ends.failed(job, "5.2.0", reason)
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return ends.deferred(job, "4.2.2" if full else "4.3.0", reason)
