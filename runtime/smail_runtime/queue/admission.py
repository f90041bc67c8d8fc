"""A new message as rows for the database and as the record that the dispatcher works on."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.envelope import Envelope, MessageFacts
from smail_runtime.queue import codec, ids
from smail_runtime.queue.body import Body
from smail_runtime.queue.interface import QueueError
from smail_runtime.queue.message import QueuedMessage, RecipientEntry
from smail_runtime.queue.retry import Clock
from smail_runtime.queue.rows import Change


class Admission(msgspec.Struct, frozen=True):
    """The same message twice; `change` makes it durable."""

    number: int
    message: QueuedMessage
    change: Change


def admit(queue_id: str, envelope: Envelope, facts: MessageFacts, body: Body, now: float) -> Admission:
    """A message that is due at once. Raises QueueError for something that is no queue id."""
    number = ids.decode(queue_id)
    if number is None:
        raise QueueError(f"queue: {queue_id!r} is not a queue id")
    clock = Clock(due=now)
    entries = tuple(
        RecipientEntry(position, address, clock=clock) for position, address in enumerate(envelope.recipients)
    )
    data = b"" if body.filed else body.data()
    message = QueuedMessage(queue_id, envelope.sender, facts, entries, (), data, filed=body.filed)
    return Admission(number, message, _rows(number, message, body, now))


def _rows(number: int, message: QueuedMessage, body: Body, now: float) -> Change:
    due = now if message.recipients else None
    head = codec.message_row(number, message.sender, message.facts, body.size, body.crc, due, filed=body.filed)
    return Change(
        messages=(head,),
        bodies=() if body.filed else ((number, message.body),),
        recipients=tuple(codec.recipient_row(number, entry) for entry in message.recipients),
    )
