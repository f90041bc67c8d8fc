"""Who is told that mail still waits: its sender, once for each recipient, after a time that the operator sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from smail_runtime.bounce.addressees import NULL_SENDERS, Extent, addressee, extent
from smail_runtime.bounce.form import Action, Reported
from smail_runtime.daemon.expansion import Key
from smail_runtime.mail import dsn, headers
from smail_runtime.mail.outcome import Notify, Outcome, Result
from smail_runtime.queue import retry
from smail_runtime.queue.message import DeliveryEntry, QueuedMessage, RecipientEntry
from smail_runtime.queue.states import OPEN
from smail_runtime.table.program import Retry

#: First words of the field Precedence on mail that no person waits for.
_BULK = frozenset({b"bulk", b"junk", b"list"})
_UNTRIED = Outcome(Result.DEFERRED, "4.4.1", "the next host could not be reached lately and will be tried again")


class Patience(msgspec.Struct, frozen=True):
    """How long mail is tried: for what waits at a delivery, and for an address that cannot be resolved for now."""

    of_delivery: Callable[[DeliveryEntry], Retry | None]
    unresolved: Retry | None


def may_be_told(message: QueuedMessage) -> bool:
    """Whether a person may be behind the sender: not for reports, bulk mail, and what a program sent by itself.

    The words are those of RFC 3834, sections 2 and 5.
    """
    if message.sender in NULL_SENDERS or extent(message.facts.grade) is Extent.NOTHING:
        return False
    header = headers.split(message.body)[0]
    precedence = (headers.find(header, "Precedence") or b"").lower().split()
    by_itself = (headers.find(header, "Auto-Submitted") or b"no").lower()
    return precedence[:1] not in [[word] for word in _BULK] and by_itself.partition(b";")[0].strip() == b"no"


def untold(message: QueuedMessage, recipients: Iterable[RecipientEntry]) -> tuple[int, ...]:
    """The numbers of the recipients that wait, whose sender wants to hear of that and has not yet."""
    asked = message.facts.dsn.asked
    return tuple(
        one.number
        for one in recipients
        if one.state in OPEN and not one.clock.told and asked(one.number).wants(dsn.DELAY)
    )


def delays(
    message: QueuedMessage,
    waiting: Sequence[RecipientEntry],
    entries: Mapping[Key, DeliveryEntry],
    patience: Patience,
    now: float,
) -> dict[str, list[Reported]]:
    """What is told of these recipients, by the address that hears of it: the owner of a list, else the sender."""
    told: dict[str, list[Reported]] = {}
    for recipient in waiting:
        orcpt = message.facts.dsn.asked(recipient.number).orcpt
        for owners, one in _waiting_for(recipient, entries, patience, now):
            to = addressee(Notify.OWNER_OR_SENDER, owners, message.sender, "")
            told.setdefault(to, []).append(msgspec.structs.replace(one, orcpt=orcpt))
    return told


def _waiting_for(
    recipient: RecipientEntry, entries: Mapping[Key, DeliveryEntry], patience: Patience, now: float
) -> Iterator[tuple[Sequence[str], Reported]]:
    """All that a recipient waits for, with the owners of each."""
    for entry in entries.values():
        if entry.recipient == recipient.number and entry.state in OPEN:
            delivery = entry.delivery
            until = retry.ends_at(entry.clock, patience.of_delivery(entry), now)
            address = delivery.input_address or delivery.address
            yield delivery.owners, _reported(recipient, address, entry.outcome or _UNTRIED, entry.clock, until)
    if recipient.outcome is not None and recipient.outcome not in _outcomes(recipient, entries):
        until = retry.ends_at(recipient.clock, patience.unresolved, now)
        yield (), _reported(recipient, recipient.address, recipient.outcome, recipient.clock, until)


def _outcomes(recipient: RecipientEntry, entries: Mapping[Key, DeliveryEntry]) -> list[Outcome | None]:
    return [entry.outcome for entry in entries.values() if entry.recipient == recipient.number]


def _reported(
    recipient: RecipientEntry, address: str, outcome: Outcome, clock: retry.Clock, until: float | None
) -> Reported:
    return Reported(recipient.address, address, outcome, Action.DELAYED, until=until, tried=clock.tried or None)


def marked(recipient: RecipientEntry) -> RecipientEntry:
    """The recipient with the note that its sender has heard of the delay."""
    return msgspec.structs.replace(recipient, clock=msgspec.structs.replace(recipient.clock, told=True))
