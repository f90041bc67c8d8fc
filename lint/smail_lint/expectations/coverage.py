"""Which directors, routers and transports of a configuration the expectations reach."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from smail_lint.query.route.answer import RouteAnswer
from smail_runtime.routing.data import RoutingData

STAGES = ("director", "router", "transport")


class Entry(msgspec.Struct, frozen=True):
    """An entry of the configuration: its stage, name and place."""

    stage: str
    name: str
    file: str
    line: int


class Coverage(msgspec.Struct, frozen=True):
    """All entries of one target, built-in ones left out, and those that were taken."""

    target: str
    entries: tuple[Entry, ...]
    taken: frozenset[Entry]

    @property
    def percent(self) -> float:
        """How many of a hundred entries are taken; all of none."""
        return 100.0 * len(self.taken) / len(self.entries) if self.entries else 100.0

    def never(self, stage: str) -> tuple[Entry, ...]:
        """The entries of a stage that nothing reaches."""
        return tuple(one for one in self.of(stage) if one not in self.taken)

    def of(self, stage: str) -> tuple[Entry, ...]:
        """The entries of a stage."""
        return tuple(one for one in self.entries if one.stage == stage)

    def joined(self, other: Coverage) -> Coverage:
        """Both runs over the same target together."""
        return msgspec.structs.replace(self, taken=self.taken | other.taken)


def coverage(target: str, data: RoutingData, answers: Iterable[RouteAnswer]) -> Coverage:
    """What the answers reached."""
    entries = tuple(_entries(data))
    reached: set[tuple[str, str, str | None, int | None]] = set()
    transports: set[str] = set()
    for one in answers:
        reached |= {(step.stage, step.name, step.file, step.line) for step in one.trace if step.matched}
        transports |= {delivery.transport for delivery in one.deliveries}
    transports = _with_companions(data, transports)
    first = {entry.name: entry for entry in reversed(entries) if entry.stage == "transport"}
    taken = {entry for entry in entries if (entry.stage, entry.name, entry.file, entry.line) in reached}
    return Coverage(target, entries, frozenset(taken | {first[name] for name in transports if name in first}))


def _with_companions(data: RoutingData, taken: set[str]) -> set[str]:
    """These transports, and those that get their mail too: copies by `shadow`, failures by `error_transport`."""
    by_name = {one.name: one for one in reversed(data.program.transports)}
    reached: set[str] = set()
    waiting = set(taken)
    while waiting:
        name = waiting.pop()
        reached.add(name)
        one = by_name.get(name)
        waiting |= {each for each in (one.shadow, one.error_transport) if each} - reached if one else set()
    return reached


def _entries(data: RoutingData) -> Iterable[Entry]:
    program = data.program
    yield from (Entry("director", one.name, *data.place(one.at)) for one in program.directors if one.at is not None)
    yield from (Entry("router", one.name, *data.place(one.at)) for one in program.routers if one.at is not None)
    yield from (Entry("transport", one.name, *data.place(one.at)) for one in program.transports if one.at is not None)
