"""The way of an address: what becomes of it, without the reasons, so that two ways can be compared."""

from __future__ import annotations

import msgspec

from smail_lint.query.route.answer import mailbox, outcome_of
from smail_lint.query.target import Opened
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Result
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.resolution import Delivery, Failure, Resolution
from smail_runtime.routing.resolve import resolve
from smail_runtime.routing.world import World


class Question(msgspec.Struct, frozen=True):
    """An address, and who writes to it."""

    address: str
    sender: str = ""


class Taker(msgspec.Struct, frozen=True, order=True):
    """Who decided first about an address: a director or router by name; no name when nobody took it."""

    stage: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.stage} {self.name}" if self.name else "nobody"


class Goal(msgspec.Struct, frozen=True):
    """One delivery or failure. `what` is the transport or the status; all else is empty where it has no meaning."""

    what: str
    address: str
    temporary: bool | None
    host: str = ""
    user: str = ""
    path: str = ""
    details: tuple[str, ...] = ()


class Way(msgspec.Struct, frozen=True):
    """What becomes of one address; `taker` decided first. Equal `goals` are the same way."""

    outcome: str
    taker: Taker
    goals: tuple[Goal, ...]
    resolution: Resolution

    @property
    def transports(self) -> frozenset[str]:
        """The transports of its deliveries."""
        return frozenset(one.transport for one in self.resolution.deliveries)


class Side(msgspec.Struct, frozen=True):
    """A configuration on a machine."""

    label: str
    opened: Opened
    data: RoutingData
    world: World

    def way(self, question: Question) -> Way:
        """Resolve an address as the daemon would."""
        facts = facts_of(question.sender)
        found = resolve(self.data, (question.address,), facts, self.world)[0]
        goals = [_delivery(one, mailbox(one, self.data, facts, self.world)) for one in found.deliveries]
        goals += map(_failure, found.failures)
        return Way(outcome_of(found), _taker(found), tuple(sorted(set(goals), key=repr)), found)


def facts_of(sender: str) -> MessageFacts:
    """What is known of a message of which only the sender is."""
    return MessageFacts(sender=sender)


def _taker(found: Resolution) -> Taker:
    first = next((one for one in found.trace if one.matched), None)
    if first is None:
        return Taker("")
    if first.stage == "router" and found.deliveries and found.deliveries[0].router:
        return Taker("router", found.deliveries[0].router)
    return Taker(first.stage, first.name)


def _delivery(one: Delivery, path: str | None) -> Goal:
    hosts = (f"{host.preference} {host.name.lower()} {' '.join(host.addresses)}" for host in one.hosts)
    details = (one.kind, one.group or "", one.home or "", *one.owners, "by", *hosts)
    user = "" if one.kind == "remote" else one.user or ""
    return Goal(one.transport, one.address, None, (one.host or "").lower(), user, path or "", details)


def _failure(one: Failure) -> Goal:
    outcome = one.outcome
    said = (str(outcome.reply.code), *outcome.reply.text) if outcome.reply else ()
    waits = outcome.result is Result.DEFERRED
    return Goal(outcome.status, one.address, waits, details=(outcome.notify.value, *said, *one.owners))
