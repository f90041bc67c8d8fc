"""Which addresses two configurations send different ways, in classes by who decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

import msgspec

from smail_lint.query.diff.programs import Unlike, unlike, unlike_transports
from smail_lint.query.diff.same_files import same_data, same_files
from smail_lint.query.modelled.addresses import tried
from smail_lint.query.modelled.asking import CUT, asked, is_cut
from smail_lint.query.modelled.gaps import gaps
from smail_lint.query.modelled.hosts import local_hosts
from smail_lint.query.modelled.keys import Changed, changes, sampled
from smail_lint.query.modelled.senders import Senders
from smail_lint.query.modelled.sides import Setting
from smail_lint.query.modelled.way import Question, Side, Taker, Way
from smail_runtime.table.program import Program


class End(msgspec.Struct, frozen=True, order=True):
    """Who decides about an address, and what becomes of it."""

    by: Taker
    outcome: str


class ClassKey(msgspec.Struct, frozen=True, order=True):
    """What the addresses of a class have in common; `transport` is one that is set differently, on an equal way."""

    old: End
    new: End
    transport: str = ""


Answers = dict[Question, tuple[ClassKey, ...]]


class Witness(msgspec.Struct, frozen=True):
    """A class of addresses: how many were met, the most readable of them, and where."""

    kind: ClassKey
    question: Question
    setting: Setting
    count: int


class Difference(msgspec.Struct, frozen=True):
    """The whole answer. `tried` counts addresses, `data` tells of alias files, `settings` of all that is unlike.

    `proved` tells that nothing had to be tried: program, data and files are the same.
    """

    classes: tuple[Witness, ...]
    tried: int
    data: tuple[Changed, ...]
    settings: tuple[Unlike, ...]
    gaps: tuple[str, ...]
    proved: bool = False

    @property
    def equal(self) -> bool:
        """Whether no tried address goes another way."""
        return not self.classes


def difference(settings: Sequence[Setting]) -> Difference:
    """Compare the first two configurations of each setting."""
    old, new = settings[0].sides
    local = local_hosts((old, new))
    data = tuple(changes(old, new, local))
    apart = unlike(_program(old), _program(new))
    if not apart and same_data(old.opened.table, new.opened.table) and same_files(old.opened, new.opened):
        return Difference((), 0, (), (), (), proved=True)
    found: dict[ClassKey, Witness] = {}
    seen: set[Question] = set()
    count, cut = 0, False
    bulk = [*chain.from_iterable(one.addresses for one in data), *sampled((old, new), local)]
    for setting in settings:
        listed = tried(setting.sides, setting.script)
        addresses = dict.fromkeys(chain(listed.addresses, bulk))
        answers = _answers(setting, addresses, listed.senders)
        count, cut = max(count, len(answers)), cut or listed.cut or is_cut(answers, listed.senders)
        _collect(found, answers, seen, setting)
        seen.update(question for question, classes in answers.items() if classes)
    known = gaps((old, new), described=settings[0].script is not None)
    witnesses = tuple(found[kind] for kind in sorted(found))
    return Difference(witnesses, count, data, apart, (CUT, *known) if cut else known)


def _answers(setting: Setting, addresses: Iterable[str], senders: Senders) -> Answers:
    """The classes of each question, none if its ways are the same."""
    old, new = (_program(side) for side in setting.sides)
    transports = unlike_transports(old, new)
    answers = asked(setting.sides, addresses, senders)
    return {question: tuple(kinds(before, after, transports)) for question, (before, after) in answers}


def kinds(old: Way, new: Way, transports: frozenset[str]) -> Iterator[ClassKey]:
    """The classes to which an address belongs that goes these ways; none if they are the same."""
    ends = End(old.taker, old.outcome), End(new.taker, new.outcome)
    if old.goals != new.goals:
        yield ClassKey(*ends)
    else:
        yield from (ClassKey(*ends, name) for name in sorted(transports & new.transports))


def _collect(found: dict[ClassKey, Witness], answers: Answers, seen: Set[Question], setting: Setting) -> None:
    """Add the classes met in a setting; what differed in an earlier one too is counted there."""
    for question, classes in answers.items():
        for kind in classes if question not in seen else ():
            known = found.get(kind)
            if known is None:
                found[kind] = Witness(kind, question, setting, 1)
            elif known.setting is setting:
                found[kind] = msgspec.structs.replace(known, count=known.count + 1)


def _program(side: Side) -> Program:
    return side.data.program
