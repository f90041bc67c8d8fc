"""One SMTP conversation on a socket: moves bytes and events between transport, server machine and daemon."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Protocol, cast

from smail_runtime.mail.outcome import Reply
from smail_runtime.net.deadline import Deadline
from smail_runtime.net.inflow import Inflow
from smail_runtime.net.service import Peer, Service, Timeouts, Transaction
from smail_runtime.smtp import events
from smail_runtime.smtp.server import ServerMachine, ServerRules
from smail_runtime.smtp.server_table import State

READ_AHEAD = 65536
"""Bytes a client may send ahead of an open question before reading stops."""
LINGER = 2.0
"""Seconds that a closing connection still drains its input, so that the last reply is not lost to a reset."""

OUR_FAULT = Reply(421, "4.3.0", ("Internal trouble, try again later",))
TOO_SLOW = Reply(421, "4.4.2", ("Time is up, closing",))
SHUTTING_DOWN = Reply(421, "4.3.2", ("Service is shutting down, try again later",))


class Registry(Protocol):
    """Who keeps count of the open sessions."""

    def came(self, session: SmtpSession) -> None:
        """The connection is made and was welcomed or refused."""

    def gone(self, session: SmtpSession) -> None:
        """The connection is closed; comes once after `came`."""


class SmtpSession(asyncio.Protocol):
    """A connection from a client."""

    def __init__(self, service: Service, registry: Registry) -> None:
        self._service = service
        self._registry = registry
        self._machine: ServerMachine
        self._transport: asyncio.Transport
        self._inflow: Inflow
        self._deadline: Deadline
        self._times: Timeouts
        self._transaction: Transaction | None = None
        self._working: asyncio.Task[None] | None = None
        self._hello = ("", False)
        self._leaving = False
        self._half_closed = False
        self._over = ""
        self.peer = Peer("", 0)

    # transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet the client, or refuse it."""
        self._transport = cast(asyncio.Transport, transport)
        self._inflow = Inflow(self._transport)
        address = transport.get_extra_info("peername") or ("", 0)
        self.peer = Peer(str(address[0]), int(address[1]))
        self._deadline = Deadline(asyncio.get_running_loop(), self._time_is_up)
        try:
            rules, self._times, banner = self._service.welcome(self.peer)
        except Exception as error:
            rules, self._times, banner = ServerRules(""), Timeouts(0, 0), OUR_FAULT
            self._service.fault(self.peer, error)
        self._machine = ServerMachine(rules)
        self._registry.came(self)
        if banner.code == 421:
            self._machine.close(banner, "refused")
            self._pump()
        else:
            self._transport.write(banner.encode())
            self._deadline.within(self._times.command)

    def data_received(self, data: bytes) -> None:
        """Bytes from the client."""
        if not self._over:
            self._machine.feed(data)
            self._pump()

    def eof_received(self) -> bool:
        """The client has nothing more to say; work in progress still gets its answer."""
        self._half_closed = True
        self._over = self._over or ("" if self._machine.asking else "client closed")
        return not self._over

    def connection_lost(self, error: Exception | None) -> None:
        """Forget what was not finished."""
        self._deadline.cancel()
        if self._working is None and self._transaction is not None:
            self._transaction.abandon()
        self._over = self._over or "connection lost"
        self._service.ended(self.peer, self._over)
        self._registry.gone(self)

    def pause_writing(self) -> None:
        """The client does not read its replies: take no more from it."""
        self._inflow.pause()

    def resume_writing(self) -> None:
        """The client reads again."""
        self._inflow.resume()

    # drain

    @property
    def idle(self) -> bool:
        """Whether no transaction is open."""
        return self._machine.idle

    def leave(self) -> None:
        """Say 421 as soon as no transaction is open."""
        self._leaving = True
        if not self._over:
            self._pump()

    def abort(self) -> None:
        """Close at once, whatever is open."""
        self._transport.abort()

    # events

    def _pump(self) -> None:
        """Handle what the machine has, under the guard: a fault of ours never reaches the loop."""
        try:
            out = self._handle_events()
            if self._leaving and self._machine.idle and not self._over:
                self._machine.close(SHUTTING_DOWN, "shutting down")
                out += self._handle_events()
            if out:
                self._transport.write(out)
            if self._half_closed and not self._machine.asking:
                self._over = self._over or "client closed"
            if self._over:
                self._close()
            elif self._machine.asking and self._machine.pending > READ_AHEAD:
                self._inflow.pause()
        except Exception as error:
            self._our_fault(error)

    def _handle_events(self) -> bytes:
        out: list[bytes] = []
        machine = self._machine
        while (event := machine.next_event()) is not None:
            if isinstance(event, events.Say):
                out.append(event.reply.encode())
            else:
                self._handle(event)
            self._deadline_for_state()
        return b"".join(out)

    def _handle(self, event: events.Event) -> None:
        match event:
            case events.Body(data):
                self._open_transaction().write(data)
            case events.AskRecipient(recipient):
                self._decide(self._open_transaction().recipient(recipient))
            case events.AskMessage():
                self._decide(self._open_transaction().complete())
            case events.AskData(envelope):
                self._answer(self._open_transaction().begin(envelope))
            case events.MailBegun(sender, _, utf8):
                self._drop_transaction()
                name, extended = self._hello
                self._transaction = self._service.transaction(
                    self.peer, name, extended=extended, sender=sender, utf8=utf8
                )
            case events.Hello(name, extended):
                self._hello = (name, extended)
            case events.Dropped():
                self._drop_transaction()
            case events.Closed(reason):
                self._over = reason

    def _open_transaction(self) -> Transaction:
        assert self._transaction is not None, "the machine speaks of a transaction that was not begun"
        return self._transaction

    def _drop_transaction(self) -> None:
        if self._transaction is not None:
            self._transaction.abandon()

    def _answer(self, reply: Reply) -> None:
        if self._machine.asking:
            self._machine.answer(reply)

    def _decide(self, decision: Reply | Awaitable[Reply]) -> None:
        """Answer now, or when the work behind the question is done; until then nothing more is read."""
        if isinstance(decision, Reply):
            self._answer(decision)
        else:
            self._deadline.stop()
            self._working = asyncio.get_running_loop().create_task(self._wait(decision))

    async def _wait(self, decision: Awaitable[Reply]) -> None:
        try:
            reply = await decision
        except Exception as error:
            self._working = None
            self._our_fault(error)
            return
        self._working = None
        if self._transport.is_closing():
            return
        self._answer(reply)
        self._inflow.resume()
        self._pump()

    # limits

    def _deadline_for_state(self) -> None:
        """Each event, not each byte, gives the client its time anew; a message as a whole has a limit too."""
        if self._machine.asking or self._over:
            return
        whole = self._times.message if self._machine.state is State.DATA else 0.0
        self._deadline.within(self._times.command, whole)

    def _time_is_up(self) -> None:
        if not self._over:
            self._machine.close(TOO_SLOW, "timeout")
            self._drop_transaction()
            self._pump()

    def _our_fault(self, error: Exception) -> None:
        self._service.fault(self.peer, error)
        if self._transaction is not None:
            self._transaction.abandon()
        if not self._transport.is_closing():
            self._over = "fault"
            self._transport.write(OUR_FAULT.encode())
            self._close()

    def _close(self) -> None:
        """End our side; after a quarrel drain the client's for a moment."""
        self._deadline.stop()
        self._inflow.resume()
        if self._over == "quit" or self._half_closed or not self._transport.can_write_eof():
            self._transport.close()
        elif not self._transport.is_closing():
            self._transport.write_eof()
            self._deadline.finally_within(LINGER, self._transport.abort)
