"""Which notices the failures of a message cause: one for each address that is told."""

from __future__ import annotations

import msgspec

from smail_runtime.bounce.addressees import NULL_SENDERS, Extent, addressee, extent
from smail_runtime.bounce.report import FailedRecipient, Letter, Original, report
from smail_runtime.mail.envelope import Envelope, MessageFacts
from smail_runtime.mail.outcome import Notify
from smail_runtime.queue.admission import Admission
from smail_runtime.queue.message import DeliveryEntry, QueuedMessage
from smail_runtime.queue.store import SqliteStore
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.names import names_of
from smail_runtime.routing.world import World

#: What `sender_program` says in notices, and in notices about notices: these go to the postmaster, once.
BOUNCE = "bounce"
DOUBLE_BOUNCE = "double-bounce"


class Notices(msgspec.Struct, frozen=True):
    """Messages to be queued. `stuck` are failures that nobody is left to be told of: the message is held then.

    `silent` counts failures that are told to nobody by the grade of the message.
    """

    letters: tuple[Admission, ...] = ()
    stuck: tuple[DeliveryEntry, ...] = ()
    silent: int = 0


class Clerk:
    """Writes the notices of one message."""

    def __init__(self, store: SqliteStore, data: RoutingData, world: World, message: QueuedMessage) -> None:
        self._store = store
        self._message = message
        self._variables = data.program.variables
        self._host = names_of(self._variables, world).primary

    def notices(self, failures: list[DeliveryEntry], now: float) -> Notices:
        """All that must be sent about these failures."""
        if self._message.facts.sender_program == DOUBLE_BOUNCE:
            return Notices(stuck=tuple(failures))
        told: dict[str, list[DeliveryEntry]] = {}
        for failure in failures:
            for address in self._addressees(failure):
                told.setdefault(address, []).append(failure)
        how_much = extent(self._message.facts.grade)
        silent = told.pop(self._message.sender, []) if how_much is Extent.NOTHING else []
        letters = [self._letter(address, about, how_much, now) for address, about in told.items()]
        return Notices(tuple(letters), silent=len(silent))

    def _addressees(self, failure: DeliveryEntry) -> list[str]:
        postmaster = self._variables.postmaster_address
        notify = failure.outcome.notify if failure.outcome else Notify.OWNER_OR_SENDER
        first = addressee(notify, failure.delivery.owners, self._message.sender, postmaster)
        copies = [postmaster] if self._variables.error_copy_postmaster else []
        return list(dict.fromkeys([first or postmaster, *copies]))

    def _letter(self, address: str, about: list[DeliveryEntry], how_much: Extent, now: float) -> Admission:
        message = self._message
        queue_id = self._store.new_queue_id()
        original = Original(
            message.queue_id,
            message.sender,
            message.facts.received,
            message.body,
            how_much is Extent.BODY,
            message.facts.utf8,
        )
        data = report(Letter(self._host, address, queue_id, now), original, [_line(entry) for entry in about])
        facts = MessageFacts(
            message_id=f"<{queue_id}@{self._host}>",
            received=now,
            size=len(data),
            body_size=len(data),
            origin="local",
            sender_program=DOUBLE_BOUNCE if message.sender in NULL_SENDERS else BOUNCE,
            utf8=not address.isascii(),
        )
        return self._store.compose(queue_id, Envelope("", (address,)), facts, data)


def _line(entry: DeliveryEntry) -> FailedRecipient:
    assert entry.outcome is not None
    delivery = entry.delivery
    return FailedRecipient(delivery.recipient, delivery.input_address or delivery.address, entry.outcome)
