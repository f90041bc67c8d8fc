"""Queue records to database rows and back."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Outcome
from smail_runtime.queue.message import DeliveryEntry, QueuedMessage, RecipientEntry
from smail_runtime.queue.migration import column_of
from smail_runtime.queue.retry import Clock
from smail_runtime.queue.rows import Row
from smail_runtime.queue.states import State
from smail_runtime.routing.resolution import Delivery

_encode = msgspec.msgpack.Encoder().encode
_clock = msgspec.msgpack.Decoder(Clock).decode
_outcome = msgspec.msgpack.Decoder(Outcome).decode
_delivery = msgspec.msgpack.Decoder(Delivery).decode
_facts = msgspec.msgpack.Decoder(MessageFacts).decode
_NEW = Clock()


def message_row(
    number: int, sender: str, facts: MessageFacts, size: int, crc: int, due: float | None, *, filed: bool
) -> Row:
    """The row of a new message."""
    return (number, facts.received, size, crc, sender, _encode(facts), int(filed), due, column_of(facts))


def recipient_row(message: int, entry: RecipientEntry) -> Row:
    """The row of a new recipient."""
    clock = _encode(entry.clock) if entry.clock != _NEW else None
    outcome = _encode(entry.outcome) if entry.outcome else None
    return (message, entry.number, entry.address, entry.state.value, clock, entry.clock.due, outcome)


def recipient_update(message: int, entry: RecipientEntry) -> Row:
    """The changing part of a recipient."""
    outcome = _encode(entry.outcome) if entry.outcome else None
    return (message, entry.number, entry.state.value, _encode(entry.clock), entry.clock.due, outcome)


def delivery_row(message: int, entry: DeliveryEntry) -> Row:
    """The row of a delivery, new or changed."""
    outcome = _encode(entry.outcome) if entry.outcome else None
    record, clock = _encode(entry.delivery), _encode(entry.clock)
    return (message, entry.recipient, entry.key, entry.state.value, record, clock, outcome)


def read_recipient(
    number: int, address: str, state: str, clock: bytes | None, outcome: bytes | None
) -> RecipientEntry:
    """A recipient from its row. Raises msgspec.DecodeError and ValueError for damage."""
    return RecipientEntry(
        number=number,
        address=address,
        state=State(state),
        clock=_clock(clock) if clock else _NEW,
        outcome=_outcome(outcome) if outcome else None,
    )


def read_delivery(
    recipient: int, key: str, state: str, delivery: bytes, clock: bytes | None, outcome: bytes | None
) -> DeliveryEntry:
    """A delivery from its row. Raises msgspec.DecodeError and ValueError for damage."""
    return DeliveryEntry(
        recipient=recipient,
        key=key,
        delivery=_delivery(delivery),
        state=State(state),
        clock=_clock(clock) if clock else _NEW,
        outcome=_outcome(outcome) if outcome else None,
    )


def read_message(
    queue_id: str,
    sender: str,
    facts: bytes,
    recipients: tuple[RecipientEntry, ...],
    deliveries: tuple[DeliveryEntry, ...],
    body: bytes,
    filed: bool,
    forced: bool,
    troubles: int,
) -> QueuedMessage:
    """A message put together. Raises msgspec.DecodeError for damage."""
    return QueuedMessage(queue_id, sender, _facts(facts), recipients, deliveries, body, filed, forced, troubles)
