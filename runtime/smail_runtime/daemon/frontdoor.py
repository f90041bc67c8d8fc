"""The receiving side of the daemon: welcomes clients and opens their transactions (a `Service`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smail_runtime.daemon.catalogue import EventName
from smail_runtime.daemon.edition import Edition
from smail_runtime.daemon.incoming import Incoming, Reception
from smail_runtime.daemon.received import host_word
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Reply
from smail_runtime.net.listener import Connections
from smail_runtime.net.service import Peer, Timeouts
from smail_runtime.policy.limits import ConnectionLimits, refused
from smail_runtime.policy.relay import Network, may_relay
from smail_runtime.smtp.server import ServerRules


class FrontDoor:
    """One for the daemon; `edition` gives the table of the moment."""

    def __init__(
        self,
        reception: Reception,
        edition: Callable[[], Edition],
        connections: Connections,
        relay_from: Sequence[Network],
    ) -> None:
        self._reception = reception
        self._log = reception.log
        self._edition = edition
        self._connections = connections
        self._relay_from = tuple(relay_from)

    def welcome(self, peer: Peer) -> tuple[ServerRules, Timeouts, Reply]:
        """The banner, or 421 when there are too many."""
        edition = self._edition()
        limits = edition.limits
        if may_relay(peer.address, self._relay_from):
            limits = ConnectionLimits(total=limits.total)
        refusal = refused(limits, self._connections.total, self._connections.of_client(peer.address))
        name = EventName.CONNECTED if refusal is None else EventName.CONNECTION_REFUSED
        self._log.event(name.value, client=peer.address, port=peer.port)
        return edition.rules, edition.times, refusal or edition.banner()

    def transaction(self, peer: Peer, hello: str, *, extended: bool, sender: str, utf8: bool) -> Incoming:
        """A transaction under the table of this moment. The protocol's name is the registered one (RFC 6531, 4.3)."""
        edition = self._edition()
        facts = MessageFacts(
            sender=sender,
            sender_host=host_word(hello),
            sender_host_addr=peer.address,
            sender_proto="utf8smtp" if utf8 else "esmtp" if extended else "smtp",
            received=self._reception.clock(),
            grade=edition.variables.spool_grade,
            utf8=utf8,
        )
        return Incoming(self._reception, edition, facts, relay=may_relay(peer.address, self._relay_from))

    def ended(self, peer: Peer, reason: str) -> None:
        """Log the end."""
        self._log.event(EventName.DISCONNECTED.value, client=peer.address, port=peer.port, reason=reason)

    def fault(self, peer: Peer, error: Exception) -> None:
        """Log an error of ours: what it was and where, in one line."""
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else None
        self._log.event(
            EventName.SESSION_ERROR.value, "alert", client=peer.address, error=repr(error), code_place=place
        )
