"""The notices about a message: one for each address that is told of what failed, waits or went well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from smail_runtime.bounce.addressees import NULL_SENDERS, Extent, addressee, extent
from smail_runtime.bounce.form import Letter, Original, Reported
from smail_runtime.bounce.report import report
from smail_runtime.mail import dsn
from smail_runtime.mail.dsn import NOBODY_TOLD, Dsn
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
_QUIET = Dsn(recipients=(NOBODY_TOLD,))


class Notices(msgspec.Struct, frozen=True):
    """Messages to be queued. `stuck` are failures that nobody is left to be told of: the message is held then.

    `silent` counts failures that are told to nobody by the grade of the message, or because the sender wants it so.
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
        if how_much is Extent.NOTHING:
            told.pop(self._message.sender, None)
        ret = self._message.facts.dsn.ret
        with_body = ret == "FULL" or (how_much is Extent.BODY and ret != "HDRS")
        letters = [
            self._letter(address, [self._failed(one) for one in about], now, with_body=with_body)
            for address, about in told.items()
        ]
        heard = {(entry.recipient, entry.key) for about in told.values() for entry in about}
        return Notices(tuple(letters), silent=len(failures) - len(heard))

    def news(self, told: Mapping[str, Sequence[Reported]], now: float) -> tuple[Admission, ...]:
        """Notices about what waits or went well, by the address that is told; they quote the header only."""
        return tuple(self._letter(address, about, now, with_body=False) for address, about in told.items())

    def _addressees(self, failure: DeliveryEntry) -> list[str]:
        """An error of this site is told to its postmaster, and to the sender only if that was asked for."""
        postmaster, sender = self._variables.postmaster_address, self._message.sender
        owners, asked = failure.delivery.owners, self._message.facts.dsn.asked(failure.recipient)
        notify = failure.outcome.notify if failure.outcome else Notify.OWNER_OR_SENDER
        first = addressee(notify, owners, sender, postmaster) or postmaster
        wanted = [sender] if dsn.FAILURE in asked.notify and not owners and sender not in NULL_SENDERS else []
        copies = [postmaster] if self._variables.error_copy_postmaster else []
        named = list(dict.fromkeys([first, *wanted, *copies]))
        if asked.wants(dsn.FAILURE) or sender in NULL_SENDERS:
            return named
        return [one for one in named if one != sender]

    def _letter(self, address: str, about: Sequence[Reported], now: float, *, with_body: bool) -> Admission:
        message = self._message
        queue_id = self._store.new_queue_id()
        original = Original(
            message.queue_id,
            message.sender,
            message.facts.received,
            message.body,
            with_body,
            message.facts.utf8,
            message.facts.dsn.envid,
        )
        data = report(Letter(self._host, address, queue_id, now), original, about)
        facts = MessageFacts(
            message_id=f"<{queue_id}@{self._host}>",
            received=now,
            size=len(data),
            body_size=len(data),
            origin="local",
            sender_program=DOUBLE_BOUNCE if message.sender in NULL_SENDERS else BOUNCE,
            utf8=not address.isascii(),
            dsn=_QUIET,
        )
        return self._store.compose(queue_id, Envelope("", (address,)), facts, data)

    def _failed(self, entry: DeliveryEntry) -> Reported:
        assert entry.outcome is not None
        delivery = entry.delivery
        orcpt = self._message.facts.dsn.asked(entry.recipient).orcpt
        return Reported(delivery.recipient, delivery.input_address or delivery.address, entry.outcome, orcpt=orcpt)
