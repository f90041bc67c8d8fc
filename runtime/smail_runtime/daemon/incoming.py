"""One incoming transaction: recipients are checked by the resolver, the message goes into the queue."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor

import msgspec

from smail_runtime.daemon.catalogue import EventName
from smail_runtime.daemon.edition import Edition
from smail_runtime.daemon.events import EventLog
from smail_runtime.daemon.prompt import PromptResolver
from smail_runtime.daemon.received import received_field
from smail_runtime.mail import headers
from smail_runtime.mail.envelope import Envelope, MessageFacts
from smail_runtime.mail.outcome import Reply
from smail_runtime.mail.precedence import grade_of
from smail_runtime.policy.recipient import LATER, local_reply, remote_reply
from smail_runtime.policy.relay import is_ours
from smail_runtime.queue.interface import BodyWriter, Intake, QueueError
from smail_runtime.routing.resolution import Resolution
from smail_runtime.routing.resolve import resolve
from smail_runtime.smtp import server_replies as say

HEADER_LIMIT = 256 * 1024
"""Bytes of a message looked at for its header."""
GOOD_FOR, BAD_FOR = 60.0, 10.0
"""Seconds for which an accepted and a refused recipient are remembered."""

LOOPING = Reply(554, "5.4.6", ("Too many Received fields, the message runs in a circle",))
NO_SPACE = Reply(452, "4.3.1", ("The queue is full, try again later",))
TROUBLE = Reply(451, "4.3.0", ("The queue takes nothing now, try again later",))


class Reception(msgspec.Struct, frozen=True):
    """What all transactions work with."""

    intake: Intake
    log: EventLog
    threads: Executor
    clock: Callable[[], float] = time.time
    prompt: PromptResolver = msgspec.field(default_factory=PromptResolver)


class Incoming:
    """A transaction of a client (a `Transaction`). `facts` are those known at MAIL."""

    def __init__(self, with_: Reception, edition: Edition, facts: MessageFacts, *, relay: bool) -> None:
        self._with = with_
        self._edition = edition
        self._facts = facts
        self._relay = relay
        self._envelope = Envelope("", ())
        self._body: BodyWriter | None = None
        self._trouble: QueueError | None = None
        self._header = b""

    def recipient(self, path: str) -> Reply | Awaitable[Reply]:
        """Recipients elsewhere need the right to relay, those here must lead somewhere."""
        variables, names = self._edition.variables, self._edition.names
        if not is_ours(path, names.local, switch_percent_and_bang=variables.switch_percent_and_bang):
            return self._noted(path, remote_reply(relay=self._relay))
        known = self._edition.remembered(path, self._with.clock())
        return self._check(path) if known is None else self._noted(path, known)

    def begin(self, envelope: Envelope) -> Reply:
        """Open the queue for the message and put the Received field on top."""
        self.abandon()
        self._envelope, self._trouble, self._header = envelope, None, b""
        queue_id = self._with.intake.new_queue_id()
        self._facts = msgspec.structs.replace(self._facts, message_id=queue_id, received=self._with.clock())
        try:
            self._body = self._with.intake.new_body()
            self.write(received_field(self._edition, self._facts))
        except QueueError as error:
            return self._refused(error)
        return say.GO_AHEAD if self._trouble is None else self._refused(self._trouble)

    def write(self, data: bytes) -> None:
        """A piece of the message; the first trouble ends the writing and is told at the end."""
        if self._body is None:
            return
        try:
            self._body.write(data)
        except QueueError as error:
            self._trouble = error
            self.abandon()
        if len(self._header) < HEADER_LIMIT and b"\r\n\r\n" not in self._header:
            self._header += data

    async def complete(self) -> Reply:
        """Make the message durable."""
        body, self._body = self._body, None
        if body is None:
            return self._refused(self._trouble or QueueError("the message was given up"))
        header = headers.survey(self._header)
        limit = self._edition.variables.max_hop_count
        # Our own field does not count: the limit is for the hosts before us.
        if limit and header.hops - 1 >= limit:
            body.discard()
            return self._message_refused(LOOPING)
        precedence = headers.find(self._header[: header.length], "Precedence")
        facts = msgspec.structs.replace(
            self._facts,
            size=body.size,
            body_size=body.size - header.length,
            header_names=header.names,
            grade=grade_of(precedence, self._edition.variables.grades, self._facts.grade),
            dsn=self._envelope.dsn,
        )
        try:
            await self._with.intake.accept(facts.message_id, self._envelope, facts, body)
        except QueueError as error:
            return self._refused(error)
        self._log_accepted(facts)
        return Reply(250, "2.0.0", (f"Queued as {facts.message_id}",))

    def abandon(self) -> None:
        """Forget the message, unless it is already being made durable."""
        body, self._body = self._body, None
        if body is not None:
            body.discard()

    def _check(self, path: str) -> Reply | Awaitable[Reply]:
        """Ask the resolver, in a thread when it may have to wait for files and for the DNS."""
        edition = self._edition
        try:
            found = self._with.prompt.resolve(edition.data, (path,), self._facts, edition.world)
        except Exception as error:
            return self._uncheckable(path, error)
        return self._check_in_thread(path) if found is None else self._checked(path, found[0])

    async def _check_in_thread(self, path: str) -> Reply:
        edition = self._edition
        try:
            [found] = await asyncio.get_running_loop().run_in_executor(
                self._with.threads, resolve, edition.data, (path,), self._facts, edition.world
            )
        except Exception as error:
            return self._uncheckable(path, error)
        return self._checked(path, found)

    def _uncheckable(self, path: str, error: Exception) -> Reply:
        self._with.log.event(EventName.RECIPIENT_ERROR.value, "alert", recipient=path, error=repr(error))
        return LATER

    def _checked(self, path: str, found: Resolution) -> Reply:
        edition = self._edition
        outcomes = [failure.outcome for failure in found.failures]
        reply = local_reply(len(found.deliveries) + found.dropped, outcomes)
        if reply is not LATER:
            good = reply.code == 250
            edition.remember(path, reply, self._with.clock() + (GOOD_FOR if good else BAD_FOR))
        reason = next((outcome.reason for outcome in outcomes), None)
        place = next((outcome.place for outcome in outcomes), None)
        return self._noted(path, reply, reason, place)

    def _noted(self, path: str, reply: Reply, reason: str | None = None, place: str | None = None) -> Reply:
        if reply.code != 250:
            self._with.log.event(
                EventName.RECIPIENT_REFUSED.value,
                client=self._facts.sender_host_addr,
                sender=self._facts.sender,
                recipient=path,
                code=reply.code,
                status=reply.enhanced,
                reason=reason or reply.text[0],
                place=place,
            )
        return reply

    def _refused(self, error: QueueError) -> Reply:
        self._with.log.event(
            EventName.QUEUE_REFUSES.value, "alert", error=str(error), queue_id=self._facts.message_id
        )
        return NO_SPACE if error.no_space else TROUBLE

    def _message_refused(self, reply: Reply) -> Reply:
        self._with.log.event(
            EventName.MESSAGE_REFUSED.value,
            queue_id=self._facts.message_id,
            client=self._facts.sender_host_addr,
            sender=self._facts.sender,
            status=reply.enhanced,
            reason=reply.text[0],
        )
        return reply

    def _log_accepted(self, facts: MessageFacts) -> None:
        self._with.log.event(
            EventName.ACCEPTED.value,
            queue_id=facts.message_id,
            client=facts.sender_host_addr,
            sender=facts.sender,
            recipients=len(self._envelope.recipients),
            size=facts.size,
        )
