"""Which addresses two configurations send different ways, in classes by who decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from smail_lint.query.modelled.addresses import tried
from smail_lint.query.modelled.gaps import gaps
from smail_lint.query.modelled.hosts import local_hosts
from smail_lint.query.modelled.keys import Changed, changes, sampled
from smail_lint.query.modelled.sides import Setting
from smail_lint.query.modelled.way import Question, Side, Taker, Way
from smail_lint.query.program_difference import Unlike, unlike, unlike_transports
from smail_lint.query.same_files import same_data, same_files
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
    for setting in settings:
        asked = tried(setting.sides, setting.script)
        bulk = chain.from_iterable(one.questions for one in data)
        questions = dict.fromkeys(chain(asked.questions, bulk, sampled(setting.sides, local)))
        count, cut = max(count, len(questions)), cut or asked.cut
        differing = list(_differing(setting, (one for one in questions if one not in seen)))
        seen.update(question for _, question in differing)
        for kind, question in differing:
            _note(found, kind, question, setting)
    more = ["there are more combinations of names and hosts than are tried"] if cut else []
    known = gaps((old, new), described=settings[0].script is not None)
    classes = tuple(found[kind] for kind in sorted(found))
    return Difference(classes, count, data, apart, (*more, *known))


def _differing(setting: Setting, questions: Iterable[Question]) -> Iterator[tuple[ClassKey, Question]]:
    old, new = setting.sides
    transports = unlike_transports(_program(old), _program(new))
    for question in questions:
        for kind in kinds(old.way(question), new.way(question), transports):
            yield kind, question


def kinds(old: Way, new: Way, transports: frozenset[str]) -> Iterator[ClassKey]:
    """The classes to which an address belongs that goes these ways; none if they are the same."""
    ends = End(old.taker, old.outcome), End(new.taker, new.outcome)
    if old.goals != new.goals:
        yield ClassKey(*ends)
    else:
        yield from (ClassKey(*ends, name) for name in sorted(transports & new.transports))


def _note(found: dict[ClassKey, Witness], kind: ClassKey, question: Question, setting: Setting) -> None:
    known = found.get(kind)
    if known is None:
        found[kind] = Witness(kind, question, setting, 1)
    elif known.setting is setting:
        found[kind] = msgspec.structs.replace(known, count=known.count + 1)


def _program(side: Side) -> Program:
    return side.data.program
