"""From what the resolver says of a message to the deliveries that are to be attempted: a pure function.

A message is resolved anew in every attempt, so a corrected alias file takes effect and routes stay fresh. What was
served before is recognised by its key and never served again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from smail_runtime.mail.outcome import Outcome, Result
from smail_runtime.mail.wording import counted
from smail_runtime.queue import retry
from smail_runtime.queue.message import DeliveryEntry, QueuedMessage, RecipientEntry, delivery_key
from smail_runtime.queue.retry import Clock
from smail_runtime.queue.states import OPEN, Event, State, step
from smail_runtime.routing.resolution import Delivery, Failure, Resolution
from smail_runtime.table.program import Retry

Key = tuple[int, str]
#: Kind of the pseudo delivery that stands for an address without any.
UNRESOLVED = "unresolved"
#: How a delivery ends that its recipient led to once and no more.
SUPERSEDED = Outcome(Result.DELIVERED, "2.0.0", "the address no longer leads here")


class Expansion(msgspec.Struct, frozen=True):
    """All recipients and deliveries after resolving, and the keys of the deliveries whose time has come."""

    recipients: tuple[RecipientEntry, ...]
    entries: dict[Key, DeliveryEntry]
    ready: tuple[Key, ...]


def expand_message(
    message: QueuedMessage, resolutions: Sequence[Resolution], patience: Retry | None, ahead: float, now: float
) -> Expansion:
    """Put new resolutions (one for each recipient, in order) on top of what is known of a message.

    `patience` is the schedule of addresses that cannot be resolved for now.
    """
    entries = {(entry.recipient, entry.key): entry for entry in message.deliveries}
    served = {_identity(entry.delivery) for entry in message.deliveries if entry.state is State.DONE} - {None}
    recipients = list(message.recipients)
    for index, (recipient, resolution) in enumerate(zip(recipients, resolutions, strict=True)):
        if recipient.state in OPEN:
            recipients[index] = _expand(recipient, resolution, entries, served, message.facts.received, patience, now)
    ready = tuple(
        key
        for key, entry in entries.items()
        if entry.state in OPEN and (message.forced or retry.is_due(entry.clock.due, now, ahead))
    )
    return Expansion(tuple(recipients), entries, ready)


def _expand(
    recipient: RecipientEntry,
    resolution: Resolution,
    entries: dict[Key, DeliveryEntry],
    served: set[str | None],
    received: float,
    patience: Retry | None,
    now: float,
) -> RecipientEntry:
    named = set()
    for key, delivery in _keyed(resolution.deliveries):
        named.add((recipient.number, key))
        _enter(entries, (recipient.number, key), delivery, served, now)
    lasting = [failure for failure in resolution.failures if failure.outcome.result is Result.FAILED]
    passing = [failure for failure in resolution.failures if failure.outcome.result is not Result.FAILED]
    if passing:
        clock = retry.attempted(recipient.clock, patience, received, now)
        if retry.may_defer(patience, clock.age):
            _enter_failures(entries, recipient.number, lasting)
            return msgspec.structs.replace(recipient, state=State.DEFERRED, clock=clock, outcome=passing[0].outcome)
        lasting += [_given_up(failure, clock) for failure in passing]
    _enter_failures(entries, recipient.number, lasting)
    _supersede(entries, recipient.number, named)
    return msgspec.structs.replace(recipient, outcome=None)


def _enter(
    entries: dict[Key, DeliveryEntry], key: Key, delivery: Delivery, served: set[str | None], now: float
) -> None:
    old = entries.get(key)
    if old is None and _identity(delivery) not in served:
        entries[key] = DeliveryEntry(key[0], key[1], delivery, clock=Clock(due=now))
    elif old is not None and old.state in OPEN and old.delivery != delivery:
        entries[key] = msgspec.structs.replace(old, delivery=delivery)


def _enter_failures(entries: dict[Key, DeliveryEntry], number: int, failures: Iterable[Failure]) -> None:
    for failure in failures:
        key = (number, f"{UNRESOLVED}\n{failure.address}")
        if key not in entries:
            stand_in = Delivery("", failure.address, failure.recipient, UNRESOLVED, owners=failure.owners)
            entries[key] = DeliveryEntry(*key, stand_in, State.FAILED, outcome=failure.outcome)


def _supersede(entries: dict[Key, DeliveryEntry], number: int, named: set[Key]) -> None:
    """Open deliveries that a complete resolution does not name any more are over."""
    for key, entry in list(entries.items()):
        if key[0] == number and entry.state in OPEN and key not in named:
            done = step(entry.state, Event.DELIVER)
            entries[key] = msgspec.structs.replace(entry, state=done, outcome=SUPERSEDED)


def _given_up(failure: Failure, clock: Clock) -> Failure:
    return msgspec.structs.replace(failure, outcome=expired(failure.outcome, clock))


def expired(outcome: Outcome, clock: Clock) -> Outcome:
    """The failure that a deferral becomes when its time is over."""
    reason = f"{outcome.reason}; given up after {counted(clock.attempts, 'attempt')}"
    return msgspec.structs.replace(outcome, result=Result.FAILED, status="5.4.7", reason=reason)


def settle(entry: DeliveryEntry, outcome: Outcome, rule: Retry | None, received: float, now: float) -> DeliveryEntry:
    """A delivery after an attempt."""
    if outcome.result is Result.DELIVERED:
        return msgspec.structs.replace(entry, state=step(entry.state, Event.DELIVER), outcome=outcome)
    clock = retry.attempted(entry.clock, rule, received, now)
    if outcome.result is Result.DEFERRED and retry.may_defer(rule, clock.age):
        return msgspec.structs.replace(entry, state=step(entry.state, Event.DEFER), clock=clock, outcome=outcome)
    final = outcome if outcome.result is Result.FAILED else expired(outcome, clock)
    return msgspec.structs.replace(entry, state=step(entry.state, Event.FAIL), clock=clock, outcome=final)


def close(recipients: Sequence[RecipientEntry], entries: Mapping[Key, DeliveryEntry]) -> tuple[RecipientEntry, ...]:
    """The recipients after an attempt: finished ones are closed, the others due when their first delivery is."""
    mine: dict[int, list[DeliveryEntry]] = {recipient.number: [] for recipient in recipients}
    for entry in entries.values():
        mine[entry.recipient].append(entry)
    return tuple(_closed(recipient, mine[recipient.number]) for recipient in recipients)


def _closed(recipient: RecipientEntry, entries: Sequence[DeliveryEntry]) -> RecipientEntry:
    if recipient.state not in OPEN:
        return recipient
    waiting = [entry for entry in entries if entry.state in OPEN]
    if recipient.outcome is None and not waiting:
        failed = bool(entries) and all(entry.state in (State.FAILED, State.REPORTED) for entry in entries)
        event = Event.FAIL if failed else Event.DELIVER
        last = entries[-1].outcome if failed else None
        state = step(step(recipient.state, event), Event.REPORT)
        return msgspec.structs.replace(recipient, state=state, outcome=last)
    due = [entry.clock.due for entry in waiting] + ([recipient.clock.due] if recipient.outcome else [])
    outcome = recipient.outcome or waiting[0].outcome
    clock = retry.skipped(recipient.clock, min(due))
    return msgspec.structs.replace(recipient, state=State.DEFERRED, clock=clock, outcome=outcome)


def _keyed(deliveries: Sequence[Delivery]) -> Iterator[tuple[str, Delivery]]:
    """Deliveries with their keys; a command that a list names twice is run twice."""
    seen: Counter[str] = Counter()
    for delivery in deliveries:
        key = delivery_key(delivery)
        seen[key] += 1
        yield (key if seen[key] == 1 else f"{key}\n{seen[key]}"), delivery


def _identity(delivery: Delivery) -> str | None:
    """What makes two ordinary addresses one, whoever leads to them. Files and commands are never one."""
    if delivery.kind not in ("local", "remote"):
        return None
    return f"{delivery.kind} {(delivery.input_address or delivery.address).casefold()}"
