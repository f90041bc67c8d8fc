"""The ends that resolving itself can bring about, with their enhanced status codes (RFC 3463)."""

from __future__ import annotations

from smail_runtime.mail.outcome import Notify, Outcome, Result


def fails(status: str, reason: str, notify: Notify = Notify.OWNER_OR_SENDER, place: str | None = None) -> Outcome:
    """For good."""
    return Outcome(Result.FAILED, status, reason, notify, place=place)


def defers(reason: str, status: str = "4.3.0", place: str | None = None) -> Outcome:
    """For now: a file, account or name server cannot be asked."""
    return Outcome(Result.DEFERRED, status, reason, place=place)


def misconfigured(reason: str, place: str | None = None) -> Outcome:
    """A mistake of the site: the mail waits until it is put right, and the postmaster is told."""
    return Outcome(Result.DEFERRED, "4.3.5", reason, Notify.POSTMASTER, place=place)
