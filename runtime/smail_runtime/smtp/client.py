"""The SMTP client machine: replies in, commands and outcomes out. No socket, no clock.

It opens a session, then carries one message after the other over it. With PIPELINING all commands of a transaction
leave at once. A message with 8-bit text never goes to a host without 8BITMIME: whoever hands it over asks `takes`,
and converts it first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from smail_runtime.mail.outcome import Outcome, Reply, Result
from smail_runtime.smtp.client_events import ClientEvent, Finished, Hangup, OutgoingMail, Ready, Transmit, Unusable
from smail_runtime.smtp.client_parameters import mail_parameters, rcpt_parameters
from smail_runtime.smtp.client_table import Move, Phase, move
from smail_runtime.smtp.reply_reader import ReplyError, ReplyReader
from smail_runtime.smtp.results import Offer, lost, read_offer, said, unsendable
from smail_runtime.smtp.stuffing import stuffed

Command = tuple[Phase, int]
"""A step and, for RCPT, the index of the recipient."""


class ClientMachine:
    """One SMTP connection, seen from the client. `peer` is the host's name for outcomes, `name` is ours for EHLO.

    `broke_at` tells, once the connection broke, what was waited for.
    """

    def __init__(self, name: str, peer: str) -> None:
        self._name = name
        self._peer = peer
        self._reader = ReplyReader()
        self._events: deque[ClientEvent] = deque()
        self._sent: deque[Command] = deque([(Phase.GREETING, 0)])
        self._unsent: deque[Command] = deque()
        self._mail: OutgoingMail | None = None
        self._outcomes: list[Outcome | None] = []
        self._offer = Offer()
        self._open = False
        self._dirty = False
        self.closed = False
        self.broke_at: Phase | None = None

    @property
    def phase(self) -> Phase:
        """What the client waits for: decides the time limit."""
        if self.closed:
            return Phase.CLOSED
        return self._sent[0][0] if self._sent else Phase.READY

    def next_event(self) -> ClientEvent | None:
        """The next event; None when the peer's next bytes are needed."""
        return self._events.popleft() if self._events else None

    def takes(self, message: bytes) -> bool:
        """Whether the server takes a message with the bytes that it has."""
        return self._offer.takes(message)

    def deliver(self, mail: OutgoingMail) -> None:
        """Begin a transaction. Raises RuntimeError unless the machine is ready for one."""
        if self.phase is not Phase.READY or not mail.recipients:
            raise RuntimeError("not ready for a message")
        self._mail = mail
        self._outcomes = list(unsendable(mail, self._peer, self._offer))
        rcpt = [(Phase.RCPT, at) for at, outcome in enumerate(self._outcomes) if outcome is None]
        if not rcpt:
            self._finish()
            return
        self._unsent.extend([(Phase.RSET, 0)] if self._dirty else [])
        self._unsent.extend([(Phase.MAIL, 0), *rcpt, (Phase.DATA, 0)])
        self._dirty = True
        self._send_more()

    def quit(self) -> None:
        """Say goodbye, if the machine waits for nothing; otherwise hang up."""
        if self.phase is not Phase.READY:
            self._hang_up("ended by us")
            return
        self._unsent.append((Phase.QUIT, 0))
        self._send_more()

    def feed(self, data: bytes) -> None:
        """Bytes from the server."""
        self._reader.feed(data)
        try:
            while not self.closed and (reply := self._reader.next_reply()) is not None:
                self._replied(reply)
        except ReplyError as error:
            self.lost(f"it does not speak SMTP: {error}")

    def lost(self, reason: str) -> None:
        """The connection ended, or a time limit passed. Recipients without a result are deferred."""
        if not self.closed:
            self._give_up(self.phase, lost(self._peer, self.phase, reason), reason)

    # replies

    def _replied(self, reply: Reply) -> None:
        phase, at = self._sent.popleft() if self._sent else (Phase.READY, 0)
        what = move(phase, reply.code)
        if what in _HOST_MOVES:
            self._host_move(what, phase, reply)
        elif what in (Move.BREAK, Move.CLOSE):
            self._give_up(phase, said(self._peer, phase, reply, Result.DEFERRED), f"{phase.value}: {reply.code}")
        else:
            self._mail_move(what, phase, at, reply)

    def _host_move(self, what: Move, phase: Phase, reply: Reply) -> None:
        if what in (Move.SAY_EHLO, Move.SAY_HELO):
            self._unsent.append((Phase.EHLO if what is Move.SAY_EHLO else Phase.HELO, 0))
            self._send_more()
        elif what is Move.OPEN:
            self._offer = read_offer(reply) if phase is Phase.EHLO else Offer()
            self._open = True
            self._events.append(Ready())
        else:
            result = Result.DEFERRED if what is Move.SKIP_HOST else Result.FAILED
            self._give_up(phase, said(self._peer, phase, reply, result), f"{phase.value}: {reply.code}")

    def _mail_move(self, what: Move, phase: Phase, at: int, reply: Reply) -> None:
        result = _RESULTS.get(what)
        if what is Move.SEND_BODY:
            self._send_body()
        elif result is not None:
            one = what in (Move.DEFER_ONE, Move.FAIL_ONE)
            outcome = said(self._peer, phase, reply, result, passed_on=self._offer.dsn)
            self._settle([at] if one else range(len(self._outcomes)), outcome)
        self._dirty = self._dirty and what is not Move.DELIVERED
        self._go_on()

    def _go_on(self) -> None:
        """Send what comes next; without anyone left to receive the message, skip the rest."""
        if None not in self._outcomes:
            self._unsent.clear()
        if self._unsent and not self._sent:
            self._send_more()
        elif not self._sent:
            self._finish()

    # sending

    def _send_more(self) -> None:
        many = self._offer.pipelining and self._unsent[0][0] is not Phase.QUIT
        count = len(self._unsent) if many else 1
        commands = [self._unsent.popleft() for _ in range(count)]
        self._sent.extend(commands)
        self._events.append(Transmit("".join(map(self._line, commands)).encode()))

    def _line(self, command: Command) -> str:
        phase, at = command
        if phase is Phase.MAIL and self._mail is not None:
            return f"MAIL FROM:<{self._mail.sender}>{self._parameters(self._mail)}\r\n"
        if phase is Phase.RCPT and self._mail is not None:
            return f"RCPT TO:<{self._mail.recipients[at]}>{rcpt_parameters(self._mail, at, self._offer)}\r\n"
        return f"{phase.value} {self._name}\r\n" if phase in (Phase.EHLO, Phase.HELO) else f"{phase.value}\r\n"

    def _parameters(self, mail: OutgoingMail) -> str:
        sent = (one for one, outcome in zip(mail.recipients, self._outcomes, strict=True) if outcome is None)
        return mail_parameters(mail, self._offer, sent)

    def _send_body(self) -> None:
        """The message, or nothing but its end when a pipelined DATA was granted with no recipient left."""
        wanted = self._mail is not None and None in self._outcomes
        body = stuffed(self._mail.message) if self._mail is not None and wanted else b".\r\n"
        self._sent.append((Phase.END, 0))
        self._events.append(Transmit(body))

    # results

    def _settle(self, which: Iterable[int], outcome: Outcome) -> None:
        for at in which:
            if self._outcomes[at] is None:
                self._outcomes[at] = outcome

    def _finish(self) -> None:
        if self._mail is None:
            return
        self._mail = None
        self._events.append(Finished(tuple(outcome for outcome in self._outcomes if outcome is not None)))

    def _give_up(self, phase: Phase, outcome: Outcome, reason: str) -> None:
        """The connection is of no more use: whoever has no result gets this one."""
        self.broke_at = phase
        if self._mail is not None:
            self._settle(range(len(self._outcomes)), outcome)
            self._finish()
        elif not self._open:
            self._events.append(Unusable(outcome))
        self._hang_up(reason)

    def _hang_up(self, reason: str) -> None:
        self.closed = True
        self._sent.clear()
        self._unsent.clear()
        self._events.append(Hangup(reason))


_HOST_MOVES = frozenset({Move.SAY_EHLO, Move.SAY_HELO, Move.OPEN, Move.SKIP_HOST, Move.REFUSE_HOST})
_RESULTS = {
    Move.DEFER_ONE: Result.DEFERRED,
    Move.FAIL_ONE: Result.FAILED,
    Move.DEFER_ALL: Result.DEFERRED,
    Move.FAIL_ALL: Result.FAILED,
    Move.DELIVERED: Result.DELIVERED,
}
