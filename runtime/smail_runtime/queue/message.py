"""A message as the queue knows it, and the changes that an attempt makes to it."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Outcome
from smail_runtime.queue.retry import Clock
from smail_runtime.queue.states import OPEN, State
from smail_runtime.routing.resolution import Delivery


class RecipientEntry(msgspec.Struct, frozen=True):
    """One envelope recipient, numbered from 0. It stays open until all it was expanded to is final."""

    number: int
    address: str
    state: State = State.PENDING
    clock: Clock = Clock()
    outcome: Outcome | None = None


class DeliveryEntry(msgspec.Struct, frozen=True):
    """One thing a recipient was expanded to; `key` is the same in each expansion, see `delivery_key`.

    An address that could not be resolved for good is an entry too, with the transport left empty.
    """

    recipient: int
    key: str
    delivery: Delivery
    state: State = State.DEFERRED
    clock: Clock = Clock()
    outcome: Outcome | None = None


class QueuedMessage(msgspec.Struct, frozen=True):
    """A message with all that is known of its recipients; `body` is as accepted, CRLF line ends; with
    `filed` it stands in a file, and is empty here until it is read back.

    `forced` asks for an attempt whatever the retry clocks say. `troubles` counts attempts that ended in an error
    of this program.
    """

    queue_id: str
    sender: str
    facts: MessageFacts
    recipients: tuple[RecipientEntry, ...]
    deliveries: tuple[DeliveryEntry, ...]
    body: bytes
    filed: bool = False
    forced: bool = False
    troubles: int = 0


def delivery_key(delivery: Delivery) -> str:
    """What tells a delivery from its siblings in every expansion of the same recipient.

    The route is no part of it, so a mailbox that was served over one host is not served again over another; nor is
    the account of an address elsewhere, since the mail is the same.
    """
    address = delivery.input_address or delivery.address
    account = "" if delivery.kind == "remote" else delivery.user or ""
    return "\n".join((delivery.kind, address.casefold(), delivery.parent or "", account))


def next_due(recipients: tuple[RecipientEntry, ...]) -> float | None:
    """When the message must be looked at again: the earliest clock of its open recipients, None if none is open."""
    return min((entry.clock.due for entry in recipients if entry.state in OPEN), default=None)
