"""The ends of local attempts, in short: what is deferred, what fails, and who hears of it."""

from __future__ import annotations

import os

from smail_runtime.delivery.interface import Job
from smail_runtime.mail.outcome import Notify, Outcome, Result
from smail_runtime.routing.data import shown_place


def place(job: Job) -> str | None:
    """The line of the transport that carries the job, such as `transports:12`; None for a built-in one."""
    return shown_place(job.data, job.transport.at)


def delivered(job: Job, reason: str = "") -> Outcome:
    """It is where it belongs."""
    return Outcome(Result.DELIVERED, "2.0.0", reason, place=place(job))


def deferred(job: Job, status: str, reason: str, notify: Notify = Notify.OWNER_OR_POSTMASTER) -> Outcome:
    """Not now. Should it expire, `notify` hears of it."""
    return Outcome(Result.DEFERRED, status, reason, notify, place=place(job))


def failed(job: Job, status: str, reason: str, notify: Notify = Notify.OWNER_OR_POSTMASTER) -> Outcome:
    """Never."""
    return Outcome(Result.FAILED, status, reason, notify, place=place(job))


def words(error: OSError) -> str:
    """What the operating system said."""
    return os.strerror(error.errno) if error.errno else str(error)
