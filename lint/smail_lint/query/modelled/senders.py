"""Who writes: the senders that configurations tell apart, and the ways on which it matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from smail_lint.query.modelled.constants import variables
from smail_lint.query.modelled.machine import PLAIN
from smail_lint.query.modelled.way import Side, Way
from smail_runtime.table.director import Director, ErrorDriver
from smail_runtime.table.program import Program
from smail_runtime.table.router import RerouteDriver, Router
from smail_runtime.table.transport import AppendFileDriver

Entry = tuple[str, str]
"""The stage and the name of a director or router."""


class Senders(msgspec.Struct, frozen=True):
    """The senders to try, the first of them with every address, and the entries that look at the sender.

    Those of `asking` do before they take an address, those of `judging` when they have taken it; `dropping` leave the
    sender out of what they make in one configuration and not in another. `everywhere` tells that something looks at
    the sender that no trace names.
    """

    tried: tuple[str, ...]
    asking: frozenset[Entry] = frozenset()
    judging: frozenset[Entry] = frozenset()
    dropping: frozenset[Entry] = frozenset()
    everywhere: bool = False

    def others(self, ways: Sequence[Way]) -> Iterator[str]:
        """The senders whose mail may go other ways than these, which mail from the first goes."""
        steps = [step for way in ways for step in way.resolution.trace]
        asked = {(step.stage, step.name) for step in steps}
        took = {(step.stage, step.name) for step in steps if step.matched}
        if self.everywhere or self.asking & asked or self.judging & took:
            yield from self.tried[1:]
        if self.dropping & took:
            yield from dict.fromkeys(one.address for way in ways for one in way.resolution.deliveries[:1])


def one_sender(sender: str) -> Senders:
    """Nobody but this one."""
    return Senders((sender,))


def senders_told_apart(sides: Sequence[Side], own: str) -> Senders:
    """Nobody in particular, and who else matters; `own` is a local host."""
    programs = [side.data.program for side in sides]
    entries = [entry for program in programs for entry in _entries(program)]
    items = [item for entry in entries for item in _limits(entry)]
    known = dict.fromkeys(("", f"{PLAIN}@far.example.net", f"{PLAIN}@{own}", *map(_sender, items)))
    return Senders(
        tuple(known),
        asking=frozenset(_key(entry) for entry in entries if _asks(entry) or _is_for_bounces(entry)),
        judging=frozenset(
            _key(entry) for entry in entries if _limits(entry) or isinstance(entry.driver, ErrorDriver)
        ),
        dropping=_dropping(programs),
        everywhere=any(_asks(_shared(program)) for program in programs),
    )


def _limits(entry: Director | Router) -> tuple[str, ...]:
    """The senders that a director or router tells apart."""
    return (*entry.senders, *entry.senders_except)


def _entries(program: Program) -> tuple[Director | Router, ...]:
    return (*program.directors, *program.routers)


def _key(entry: Director | Router) -> Entry:
    return ("director" if isinstance(entry, Director) else "router", entry.name)


def _is_for_bounces(entry: Director | Router) -> bool:
    return isinstance(entry.driver, RerouteDriver) and entry.driver.bounceonly


def _shared(program: Program) -> tuple[object, ...]:
    """The expressions that decide where mail goes and belong to no director or router."""
    drivers = (one.driver for one in program.transports)
    files = [(one.file, one.dir) for one in drivers if isinstance(one, AppendFileDriver)]
    return (program.variables.smart_user, *files)


def _asks(value: object) -> bool:
    return any(name.startswith("sender") or name == "origin" for name in variables(value))


def _dropping(programs: Sequence[Program]) -> frozenset[Entry]:
    """The directors that leave the sender out of what they make in one configuration, and not in another."""
    told = {(_key(one), one.sender_okay) for program in programs for one in program.directors}
    return frozenset(entry for entry, okay in told if not okay and (entry, True) in told)


def _sender(item: str) -> str:
    if item == "<>":
        return ""
    return f"{PLAIN}@host{item[1:]}" if item.startswith("@.") else f"{PLAIN}{item}" if item.startswith("@") else item
