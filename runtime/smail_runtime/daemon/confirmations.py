"""What senders hear of success who asked for it: NOTIFY=SUCCESS (RFC 3461, sections 5.2.2 and 5.2.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from smail_runtime.bounce.addressees import NULL_SENDERS
from smail_runtime.bounce.form import Action, Reported
from smail_runtime.daemon.expansion import SUPERSEDED, Key
from smail_runtime.mail import dsn
from smail_runtime.mail.dsn import Asked
from smail_runtime.mail.outcome import Outcome, Result
from smail_runtime.queue.message import DeliveryEntry, QueuedMessage, RecipientEntry
from smail_runtime.queue.states import OPEN, State

_SEVERAL = Outcome(Result.DELIVERED, "2.0.0", "")


def asked_of(message: QueuedMessage, key: Key, entries: Mapping[Key, DeliveryEntry]) -> Asked:
    """What the next host is told for a delivery.

    The success of a list is ours to report, once: its members are passed on without that word.
    """
    asked = message.facts.dsn.asked(key[0])
    if dsn.SUCCESS not in asked.notify or len(_mine(key[0], entries)) < 2:
        return asked
    left = tuple(word for word in asked.notify if word != dsn.SUCCESS)
    return msgspec.structs.replace(asked, notify=left or (dsn.NEVER,))


def confirmations(
    message: QueuedMessage, recipients: Sequence[RecipientEntry], entries: Mapping[Key, DeliveryEntry]
) -> tuple[Reported, ...]:
    """What the sender is told of recipients (as they are after the attempt) that have ended well in this attempt."""
    if message.sender in NULL_SENDERS:
        return ()
    pairs = zip(message.recipients, recipients, strict=True)
    ended = [new for old, new in pairs if old.state in OPEN and new.state is State.DONE]
    return tuple(one for recipient in ended for one in _confirmed(message, recipient, entries))


def _confirmed(
    message: QueuedMessage, recipient: RecipientEntry, entries: Mapping[Key, DeliveryEntry]
) -> Iterator[Reported]:
    asked = message.facts.dsn.asked(recipient.number)
    if dsn.SUCCESS not in asked.notify:
        return
    mine = _mine(recipient.number, entries)
    if len(mine) > 1:
        yield Reported(recipient.address, recipient.address, _SEVERAL, Action.EXPANDED, asked.orcpt)
    for entry in mine if len(mine) == 1 else ():
        delivery, outcome = entry.delivery, entry.outcome or _SEVERAL
        if not outcome.passed_on:
            action = Action.RELAYED if delivery.kind == "remote" else Action.DELIVERED
            address = delivery.input_address or delivery.address
            yield Reported(recipient.address, address, outcome, action, asked.orcpt)


def _mine(recipient: int, entries: Mapping[Key, DeliveryEntry]) -> list[DeliveryEntry]:
    """The deliveries of a recipient, without those that its address led to once and no more."""
    return [entry for entry in entries.values() if entry.recipient == recipient and entry.outcome != SUPERSEDED]
