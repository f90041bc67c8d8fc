"""The pipe driver: mail into a program, by an argument vector and never by a shell of ours.

The program runs as the user of this process; it never has the rights of another one to give away.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from smail_runtime.delivery import child, ends
from smail_runtime.delivery.environment import environment_of
from smail_runtime.delivery.interface import Job
from smail_runtime.delivery.prepare import prepare
from smail_runtime.delivery.status import Ended, outcome_of
from smail_runtime.mail.outcome import Outcome
from smail_runtime.mail.text import printable
from smail_runtime.routing.expand import Failed, delivery_scope, expand_command
from smail_runtime.routing.world import Unknown, World
from smail_runtime.table.transport import PipeDriver

#: Seconds that a program may take.
TIME_LIMIT = 600.0
THREADS = 16


class PipeCarrier:
    """Carries jobs of pipe transports. `root` is put before their directory (for rehearsals)."""

    def __init__(
        self,
        world: World,
        root: str | None = None,
        clock: Callable[[], float] = time.time,
        time_limit: float = TIME_LIMIT,
    ) -> None:
        self._world = world
        self._root = (root or "").rstrip("/")
        self._clock = clock
        self._time_limit = time_limit
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="pipe")

    async def deliver(self, job: Job) -> tuple[Outcome, ...]:
        """One run for all deliveries of the job: they share its outcome."""
        outcome = await asyncio.get_running_loop().run_in_executor(self._threads, self._run, job)
        return (outcome,) * len(job.deliveries)

    def _run(self, job: Job) -> Outcome:
        driver = job.transport.driver
        if not isinstance(driver, PipeDriver) or driver.cmd is None:
            return ends.deferred(job, "4.3.5", "the transport has no `cmd`")
        if job.transport.bsmtp or job.transport.hbsmtp:
            return ends.deferred(job, "4.3.5", "this release does not write batched SMTP")
        scopes = [delivery_scope(job.data, job.facts, delivery, self._world) for delivery in job.deliveries]
        arguments = expand_command(driver.cmd, scopes)
        if isinstance(arguments, Failed | Unknown):
            return ends.deferred(job, "4.3.5", f"the command has no value: {arguments.reason}")
        if not arguments or not arguments[0].startswith("/"):
            return ends.deferred(job, "4.3.5", "the command does not start with an absolute path")
        message = prepare(job, scopes[0], self._clock())
        if isinstance(message, Unknown):
            return ends.deferred(job, "4.3.0", message.reason)
        return self._start(job, driver, arguments, environment_of(job, driver, scopes[0]), message)

    def _start(
        self, job: Job, driver: PipeDriver, arguments: tuple[str, ...], environment: dict[str, str], message: bytes
    ) -> Outcome:
        directory = self._directory(environment["HOME"])
        try:
            ended = child.run(arguments, environment, directory, driver.umask, message, self._time_limit)
        except OSError as error:
            return ends.deferred(job, "4.3.0", f"{printable(arguments[0])} cannot be run: {ends.words(error)}")
        except ValueError:
            return ends.failed(job, "5.1.3", "an argument of the command has a NUL character")
        outcome = outcome_of(job, driver, ended)
        return _with_output(outcome, ended) if driver.log_output else outcome

    def _directory(self, home: str) -> str:
        """A program starts in the home it is told of; in the root if there is no such directory."""
        directory = self._root + home
        return directory if home.startswith("/") and Path(directory).is_dir() else self._root + "/"


def _with_output(outcome: Outcome, ended: Ended) -> Outcome:
    """What the program said, escaped, behind the reason."""
    said = " / ".join(printable(line) for line in ended.output.split(b"\n") if line.strip())
    if not said:
        return outcome
    reason = f"{outcome.reason}; it said: {said}" if outcome.reason else f"it said: {said}"
    return msgspec.structs.replace(outcome, reason=reason)
