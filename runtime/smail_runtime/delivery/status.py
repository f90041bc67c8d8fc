"""How a piped program ended, and what that means for the mail (reference semantics, section 16; sysexits)."""

from __future__ import annotations

import msgspec

from smail_runtime.delivery import ends
from smail_runtime.delivery.interface import Job
from smail_runtime.mail.outcome import Notify, Outcome
from smail_runtime.table.transport import PipeDriver

#: Exit codes that speak of the address or the message: they fail.
ABOUT_THE_MAIL = {
    65: ("5.6.0", "the program found fault with the message (EX_DATAERR)"),
    67: ("5.1.1", "the program knows no such user (EX_NOUSER)"),
    68: ("5.1.2", "the program knows no such host (EX_NOHOST)"),
    69: ("5.2.1", "the program says the service is not available (EX_UNAVAILABLE)"),
    77: ("5.7.1", "the program was not permitted to take the message (EX_NOPERM)"),
}
#: Exit codes that speak of this machine: they are deferred.
ABOUT_THE_MACHINE = {
    64: "the program was called wrongly (EX_USAGE)",
    66: "the program misses an input (EX_NOINPUT)",
    70: "the program met an error of its own (EX_SOFTWARE)",
    71: "the program met an error of the system (EX_OSERR)",
    72: "the program misses a system file (EX_OSFILE)",
    73: "the program cannot create its output (EX_CANTCREAT)",
    74: "the program met an input or output error (EX_IOERR)",
    75: "the program asks to try again (EX_TEMPFAIL)",
    76: "the program met a protocol error (EX_PROTOCOL)",
    78: "the program is not configured rightly (EX_CONFIG)",
    126: "the program cannot be run",
    127: "the program was not found",
}
#: These are deferred even under `ignore_status`: ignoring them would lose the message.
NEVER_IGNORED = frozenset({75, 126, 127})
_SIGTERM = 15


class Ended(msgspec.Struct, frozen=True):
    """`status` as subprocess has it (negative for a signal); whether it took all input; what it wrote; time limit."""

    status: int
    clean_write: bool
    output: bytes = b""
    timed_out: bool = False


def outcome_of(job: Job, driver: PipeDriver, ended: Ended) -> Outcome:
    """The first that applies decides."""
    if ended.timed_out:
        return ends.deferred(job, "4.3.0", "the program did not end within the time limit and was killed")
    if ended.status < 0:
        return _by_signal(job, driver, -ended.status)
    if ended.status > 0 and not _ignored(driver, ended.status):
        return _by_status(job, driver, ended.status)
    if not ended.clean_write and not driver.ignore_write_errors:
        reason = "the program did not read the whole message"
        return ends.deferred(job, "4.3.0", reason) if driver.defer_child_errors else ends.failed(job, "5.3.0", reason)
    return ends.delivered(job, f"exit status {ended.status} ignored" if ended.status else "")


def _ignored(driver: PipeDriver, status: int) -> bool:
    return driver.ignore_status and not driver.status_to_sender and status not in NEVER_IGNORED


def _by_signal(job: Job, driver: PipeDriver, signal: int) -> Outcome:
    if signal != _SIGTERM and driver.ignore_status:
        return ends.delivered(job, f"killed by signal {signal}, ignored")
    return ends.deferred(job, "4.3.0", f"the program was killed by signal {signal}", Notify.POSTMASTER)


def _by_status(job: Job, driver: PipeDriver, status: int) -> Outcome:
    notify = Notify.OWNER_OR_SENDER if driver.status_to_sender else Notify.OWNER_OR_POSTMASTER
    if status in ABOUT_THE_MACHINE:
        return ends.deferred(job, "4.3.0", ABOUT_THE_MACHINE[status], notify)
    code, reason = ABOUT_THE_MAIL.get(status, ("5.3.0", f"the program ended with status {status}"))
    if driver.defer_child_errors:
        return ends.deferred(job, "4" + code[1:], reason, notify)
    return ends.failed(job, code, reason, notify)
