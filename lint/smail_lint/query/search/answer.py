"""Finding an address with a given outcome among those that stand for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import msgspec

from smail_lint.query.modelled.addresses import quoted, tried
from smail_lint.query.modelled.asking import CUT, asked, is_cut
from smail_lint.query.modelled.gaps import gaps
from smail_lint.query.modelled.hosts import local_hosts
from smail_lint.query.modelled.keys import sampled
from smail_lint.query.modelled.machine import PLAIN
from smail_lint.query.modelled.senders import Senders, one_sender
from smail_lint.query.modelled.sides import Setting
from smail_lint.query.modelled.vocabulary import MOST_KEYS
from smail_lint.query.modelled.way import Question, Side, Way, facts_of
from smail_lint.query.route.answer import mailbox
from smail_lint.query.search.question import Condition
from smail_runtime.routing.resolution import Delivery

MOST_LIKELY = 2000
"""Keys of large alias files that are tried since their values look like an answer."""
_MARKS = {"pipe": b"|", "file": b"/"}
_DELIVERY = frozenset({"transport", "host", "user", "file", "address", "owner"})
_FAILURE = frozenset({"error", "status"})


class Answer(msgspec.Struct, frozen=True):
    """An address and where it ends so; without one, `gaps` tell why there may be one all the same.

    `undefined` is an entry that the question names and the configuration does not have: nothing had to be tried.
    """

    question: Question | None
    setting: Setting | None
    tried: int
    gaps: tuple[str, ...]
    undefined: str = ""

    @property
    def word(self) -> str:
        """`found`, `none` in what is modelled, or `may` where something is not."""
        if self.question is not None:
            return "found"
        return "may" if self.gaps else "none"


def search(settings: Sequence[Setting], conditions: Sequence[Condition]) -> Answer:
    """The first address that meets all conditions on one of the machines."""
    undefined = _undefined(settings[0].sides[0], conditions)
    if undefined:
        return Answer(None, None, 0, (), undefined)
    count, cut = 0, False
    for setting in settings:
        side = setting.sides[0]
        listed = tried((side,), setting.script, _words(conditions))
        addresses = _addresses(side, listed.addresses, conditions)
        senders = _senders(side, conditions) or listed.senders
        questions: list[Question] = []
        for question, (way,) in asked((side,), addresses, senders):
            questions.append(question)
            if meets(side, question, way, conditions):
                return Answer(question, setting, count + len(questions), ())
        count, cut = count + len(questions), cut or listed.cut or is_cut(questions, senders)
    known = gaps([settings[0].sides[0]], described=settings[0].script is not None)
    return Answer(None, None, count, (CUT, *known) if cut else known)


def _undefined(side: Side, conditions: Sequence[Condition]) -> str:
    """The first entry that is asked for and does not exist."""
    program = side.data.program
    tables = {
        "transport": [one.name for one in program.transports],
        "director": [one.name for one in program.directors],
        "router": [one.name for one in program.routers],
    }
    for one in conditions:
        if one.field in tables and not one.negated and not any(map(one.holds, tables[one.field])):
            return f"{one.field} {one.value}"
    return ""


def _words(conditions: Sequence[Condition]) -> tuple[str, ...]:
    """The names and hosts in a question."""
    wanted = (one.value for one in conditions if not one.negated and one.field not in ("outcome", "status"))
    return tuple(part for value in wanted for part in dict.fromkeys((value, *value.rsplit("@", 1))) if part)


def _addresses(side: Side, found: Iterable[str], conditions: Sequence[Condition]) -> Iterable[str]:
    """The addresses in question themselves, those that are tried, and the likely ones of large files."""
    own = (one.value for one in conditions if one.field in ("recipient", "address") and not one.negated)
    large = sampled((side,), local_hosts((side,)))
    return dict.fromkeys(chain(own, found, _likely(side, conditions), large))


def _likely(side: Side, conditions: Sequence[Condition]) -> Iterator[str]:
    """Keys of large alias files whose value has what is asked for in it."""
    marks = [_MARKS.get(one.value, one.value.encode()).lower() for one in conditions if not one.negated]
    for director in side.data.program.directors:
        table = side.opened.table
        if director.name in table.sections and table.size(director.name) > MOST_KEYS:
            rows = table.items(director.name)
            fitting = (key for key, value, _ in rows if any(one in bytes(value).lower() for one in marks))
            for key in islice(fitting, MOST_LIKELY):
                name = quoted(key.decode("utf-8", "surrogateescape"))
                yield name
                yield from (f"{name}@{one}" for one in director.domains)


def _senders(side: Side, conditions: Sequence[Condition]) -> Senders | None:
    """The sender that is asked for, if one is."""
    wanted = next((one.value for one in conditions if one.field == "sender"), None)
    if wanted is None:
        return None
    own = f"{PLAIN}@{local_hosts((side,))[0]}"
    return one_sender({"remote": f"{PLAIN}@far.example.net", "local": own, "none": ""}.get(wanted, wanted))


def meets(side: Side, question: Question, way: Way, conditions: Sequence[Condition]) -> bool:
    """Whether an address on its way meets all conditions: those of a delivery in one delivery, and so with errors."""
    if not all(_whole(one, question, way) for one in conditions):
        return False
    of_delivery = [one for one in conditions if one.field in _DELIVERY]
    of_failure = [one for one in conditions if one.field in _FAILURE]
    found = way.resolution
    return (
        not of_delivery
        or any(all(_delivered(one, side, question, made) for one in of_delivery) for made in found.deliveries)
    ) and (
        not of_failure
        or any(
            all(one.holds(made.outcome.reason if one.field == "error" else made.outcome.status) for one in of_failure)
            for made in found.failures
        )
    )


def _whole(one: Condition, question: Question, way: Way) -> bool:
    """A condition on the address as a whole; others hold here."""
    if one.field == "outcome":
        return one.holds(way.outcome)
    if one.field == "recipient":
        return one.holds(question.address)
    if one.field in ("director", "router"):
        taken = (step.name for step in way.resolution.trace if step.matched and step.stage == one.field)
        return any(one.holds(name) for name in taken)
    return True


def _delivered(one: Condition, side: Side, question: Question, made: Delivery) -> bool:
    if one.field == "owner":
        return any(map(one.holds, made.owners))
    if one.field == "file":
        return made.kind != "remote" and one.holds(mailbox(made, side.data, facts_of(question.sender), side.world))
    if one.field == "host":
        return any(map(one.holds, (made.host, *(host.name for host in made.hosts))))
    if one.field == "user":
        return made.kind != "remote" and one.holds(made.user)
    return one.holds(made.transport if one.field == "transport" else made.address)
