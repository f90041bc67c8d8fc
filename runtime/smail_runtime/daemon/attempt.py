"""One attempt at one message: resolve, deliver, write down, report.

What was delivered is committed before anything more is done for that recipient; the notices of what failed are
committed together with the mark that it was reported; the message goes in the commit after which nothing is left.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import msgspec

from smail_runtime.daemon.call import Called, Caller
from smail_runtime.daemon.catalogue import EventName
from smail_runtime.daemon.confirmations import asked_of, confirmations
from smail_runtime.daemon.delays import Patience, delays, marked, may_be_told, untold
from smail_runtime.daemon.expansion import UNRESOLVED, Key, close, expand_message, settle
from smail_runtime.daemon.grouping import group
from smail_runtime.daemon.means import Means
from smail_runtime.daemon.notices import Clerk, Notices
from smail_runtime.mail.dsn import PLAIN
from smail_runtime.mail.outcome import Outcome
from smail_runtime.queue import codec, ids, retry
from smail_runtime.queue.admission import Admission
from smail_runtime.queue.message import DeliveryEntry, QueuedMessage, RecipientEntry, next_due
from smail_runtime.queue.rows import NOTHING, Change, join
from smail_runtime.queue.states import OPEN, Event, State, step
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.resolution import Delivery, Resolution
from smail_runtime.routing.resolve import resolve

HELD_REASON = "nobody is left who could be told of its failure"


class Left(msgspec.Struct, frozen=True):
    """How an attempt left the message: when it is due again (None: gone or held), and the notices it caused."""

    due: float | None
    letters: tuple[QueuedMessage, ...] = ()


class Attempt:
    """Made for one message and one table; run once."""

    def __init__(self, means: Means, data: RoutingData, message: QueuedMessage) -> None:
        self._means = means
        self._data = data
        self._message = message
        self._number = ids.decode(message.queue_id) or 0
        self._caller = Caller(means, data, message)
        self._written = {(entry.recipient, entry.key): entry for entry in message.deliveries}
        self._entries: dict[Key, DeliveryEntry] = {}
        self._recipients: tuple[RecipientEntry, ...] = message.recipients
        self._learnt = NOTHING
        self._asked = message.facts.dsn != PLAIN

    async def run(self) -> Left:
        """Raises nothing that the world or an operator can cause; an error of this program leaves all as it was."""
        calls = group(await self._expand(), self._entries, self._caller.transports)
        if len(calls) == 1:
            await self._call(calls[0], last=True)
        else:
            await asyncio.gather(*(self._call(keys, last=False) for keys in calls))
        return await self._conclude()

    async def _expand(self) -> tuple[Key, ...]:
        resolutions = await self._resolve(tuple(recipient.address for recipient in self._message.recipients))
        program = self._data.program
        patience, ahead = retry.rule_for_unresolved(program.variables), retry.horizon(program.retry)
        grown = expand_message(self._message, resolutions, patience, ahead, self._means.clock())
        self._entries, self._recipients = grown.entries, grown.recipients
        self._log_unresolved()
        return grown.ready

    async def _resolve(self, addresses: Sequence[str]) -> tuple[Resolution, ...]:
        """At once if nothing has to be waited for, else in a thread."""
        means, facts = self._means, self._message.facts
        found = means.prompt.resolve(self._data, addresses, facts, means.world)
        if found is not None:
            return found
        return await asyncio.get_running_loop().run_in_executor(
            means.threads, resolve, self._data, addresses, facts, means.world
        )

    async def _call(self, keys: Sequence[Key], *, last: bool) -> None:
        asked = [asked_of(self._message, key, self._entries) for key in keys] if self._asked else ()
        called = await self._caller.call([self._entries[key].delivery for key in keys], asked)
        now = self._means.clock()
        if called.blocked_until is not None:
            self._postpone(keys, called.blocked_until)
            return
        for key, outcome in zip(keys, called.outcomes, strict=True):
            entry = self._entries[key]
            rule = self._caller.rule(entry.delivery)
            self._entries[key] = settle(entry, outcome, rule, self._message.facts.received, now)
            self._log(self._entries[key], outcome)
        await self._note(called, last=last)

    async def _note(self, called: Called, *, last: bool) -> None:
        """Write down what one of several calls did at once; that of a single call goes with the conclusion."""
        if last:
            self._learnt = called.change
        else:
            await self._means.persist(self._changed_entries() + called.change)

    def _postpone(self, keys: Sequence[Key], until: float) -> None:
        for key in keys:
            entry = self._entries[key]
            waiting = retry.skipped(entry.clock, until)
            self._entries[key] = msgspec.structs.replace(entry, clock=waiting)

    async def _conclude(self) -> Left:
        self._recipients = close(self._recipients, self._entries)
        notices = self._report()
        warnings, confirmed = self._warn(), self._confirm()
        letters = (*notices.letters, *warnings, *confirmed)
        unfinished = bool(notices.stuck) or any(recipient.state in OPEN for recipient in self._recipients)
        change = self._rest(held=bool(notices.stuck)) if unfinished else self._removal()
        await self._means.persist(join((change, *(letter.change for letter in letters), self._learnt)))
        self._log_letters(EventName.RETURNED, notices.letters)
        self._log_letters(EventName.WARNED, warnings)
        self._log_letters(EventName.CONFIRMED, confirmed)
        self._log_end(notices, unfinished)
        due = None if notices.stuck else next_due(self._recipients)
        return Left(due, tuple(letter.message for letter in letters))

    def _clerk(self) -> Clerk:
        return Clerk(self._means.store, self._data, self._means.world, self._message)

    def _report(self) -> Notices:
        """Notices of what has failed for good, which counts as reported from now on."""
        failures = [entry for entry in self._entries.values() if entry.state is State.FAILED]
        if not failures:
            return Notices()
        notices = self._clerk().notices(failures, self._means.clock())
        for entry in failures:
            if entry not in notices.stuck:
                told = msgspec.structs.replace(entry, state=step(entry.state, Event.REPORT))
                self._entries[entry.recipient, entry.key] = told
        return notices

    def _warn(self) -> tuple[Admission, ...]:
        """Notices of what still waits; its recipients are marked, so that nobody hears of it twice."""
        now, message = self._means.clock(), self._message
        if not 0 < self._means.delay_notice <= now - message.facts.received:
            return ()
        numbers = untold(message, self._recipients)
        if not numbers or not may_be_told(message):
            return ()
        waiting = [one for one in self._recipients if one.number in numbers]
        unresolved = retry.rule_for_unresolved(self._data.program.variables)
        patience = Patience(lambda entry: self._caller.rule(entry.delivery), unresolved)
        told = delays(message, waiting, self._entries, patience, now)
        self._recipients = tuple(marked(one) if one.number in numbers else one for one in self._recipients)
        return self._clerk().news(told, now)

    def _confirm(self) -> tuple[Admission, ...]:
        """Notices of what went well, for a sender who asked for them."""
        about = confirmations(self._message, self._recipients, self._entries) if self._asked else ()
        return self._clerk().news({self._message.sender: about}, self._means.clock()) if about else ()

    def _changed_entries(self) -> Change:
        changed = [(key, entry) for key, entry in self._entries.items() if self._written.get(key) is not entry]
        self._written.update(changed)
        return Change(deliveries=tuple(codec.delivery_row(self._number, entry) for _, entry in changed))

    def _rest(self, *, held: bool) -> Change:
        pairs = zip(self._message.recipients, self._recipients, strict=True)
        updates = [codec.recipient_update(self._number, new) for old, new in pairs if new != old]
        return self._changed_entries() + Change(
            recipient_updates=tuple(updates),
            message_updates=((self._number, next_due(self._recipients), 0),),
            held=((self._number, HELD_REASON),) if held else (),
        )

    def _removal(self) -> Change:
        return Change(removed=(self._number,), files=(self._message.queue_id,) if self._message.filed else ())

    def _log(self, entry: DeliveryEntry, outcome: Outcome) -> None:
        delivery = entry.delivery
        self._means.log.event(
            outcome.result.value,
            queue_id=self._message.queue_id,
            recipient=delivery.recipient,
            address=delivery.address,
            transport=delivery.transport,
            host=delivery.host,
            remote=outcome.remote,
            status=outcome.status,
            reason=outcome.reason,
            diagnostic=outcome.diagnostic,
            place=outcome.place or delivery.place,
            attempts=entry.clock.attempts,
        )

    def _log_unresolved(self) -> None:
        """Addresses that lead nowhere, for good or for now."""
        for key, entry in self._entries.items():
            if key not in self._written and entry.state is State.FAILED and entry.outcome is not None:
                self._log(entry, entry.outcome)
        for recipient in self._recipients:
            if recipient.state in OPEN and recipient.outcome is not None:
                waiting = Delivery("", recipient.address, recipient.address, UNRESOLVED)
                self._log(DeliveryEntry(recipient.number, "", waiting, clock=recipient.clock), recipient.outcome)

    def _log_letters(self, event: EventName, letters: Sequence[Admission]) -> None:
        for letter in letters:
            to = letter.message.recipients[0].address
            notice = letter.message.queue_id
            self._means.log.event(event.value, queue_id=self._message.queue_id, notice=notice, to=to)

    def _log_end(self, notices: Notices, unfinished: bool) -> None:
        log, queue_id = self._means.log, self._message.queue_id
        if notices.stuck:
            log.event("held", "alert", queue_id=queue_id, reason=HELD_REASON)
        elif not unfinished:
            log.event("completed", queue_id=queue_id)
