"""The second part of a report: fields for programs (RFC 3464, section 2)."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import formatdate

from smail_runtime.bounce.fields import clean, typed_address
from smail_runtime.bounce.form import Action, Letter, Original, Reported
from smail_runtime.mail.dsn import from_xtext

#: First digit of the status for each action; what was delivered may have any wording of the peer's.
_CLASS = {Action.FAILED: "5", Action.DELAYED: "4"}


def status(letter: Letter, original: Original, about: Sequence[Reported]) -> list[str]:
    """The lines of the part: a group about the message, and one about each recipient."""
    lines = [
        *([f"Original-Envelope-Id: {clean(from_xtext(original.envid))}"] if original.envid else []),
        f"Reporting-MTA: dns; {letter.host}",
        f"X-Queue-ID: {original.queue_id}",
        f"Arrival-Date: {_date(original.received)}",
        "",
    ]
    for one in about:
        lines += [*_status_of(one, letter, utf8=original.utf8), ""]
    return lines[:-1]


def _status_of(one: Reported, letter: Letter, *, utf8: bool) -> list[str]:
    outcome = one.outcome
    lines = [
        f"Original-Recipient: {_original(one, utf8=utf8)}",
        f"Final-Recipient: {typed_address(one.address, utf8=utf8)}",
        f"Action: {one.action.value}",
        f"Status: {_CLASS.get(one.action, '2')}{outcome.status[1:] or '.0.0'}",
    ]
    if outcome.remote:
        lines.append(f"Remote-MTA: dns; {clean(outcome.remote)}")
    if outcome.diagnostic:
        lines.append(f"Diagnostic-Code: smtp; {clean(outcome.diagnostic)}")
    elif outcome.reason:
        lines.append(f"Diagnostic-Code: x-smail; {clean(outcome.reason)}")
    lines.append(f"Last-Attempt-Date: {_date(one.tried or letter.now)}")
    return lines if one.until is None else [*lines, f"Will-Retry-Until: {_date(one.until)}"]


def _original(one: Reported, *, utf8: bool) -> str:
    """As the sender's system called it, if it said so, else as the envelope had it."""
    kind, _, address = one.orcpt.partition(";")
    return f"{kind}; {clean(from_xtext(address))}" if one.orcpt else typed_address(one.recipient, utf8=utf8)


def _date(when: float) -> str:
    return formatdate(when, localtime=True)
