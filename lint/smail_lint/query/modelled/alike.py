"""Hosts that stand for others, and those behind which are local names: routers take them for this host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from smail_lint.query.modelled.machine import PLAIN, STRANGER
from smail_lint.query.modelled.way import Question, Side, Way
from smail_runtime.routing.names import names_of

MOST_ALIKE = 2
"""Hosts or names of each sort that are kept: those with which the same probes meet the same answers."""


class Sorted(msgspec.Struct, frozen=True):
    """A few hosts of each sort. Through `doors` at least one of the configurations comes to its directors."""

    doors: tuple[str, ...]
    kept: tuple[str, ...]


def sorted_hosts(sides: Sequence[Side], hosts: Iterable[str], own: str) -> Sorted:
    """The hosts that stand for all of these; one that is local everywhere is no door. `own` is a local host."""
    local = [names_of(side.data.program.variables, side.world).local for side in sides]
    doors, kept = list[str](), list[str]()
    met: Counter[str] = Counter()
    for host in dict.fromkeys(hosts):
        probes = (f"{PLAIN}@{host}", f"{STRANGER}@{host}", f"{host}!{own}!{PLAIN}", f"{own}!{PLAIN}@{host}")
        ways = [[side.way(Question(probe)) for side in sides] for probe in probes]
        if all(host.lower() in names for names in local) or not any(map(_is_directed, ways)):
            kept += [host] if _is_rare(met, _coarse(ways)) else []
        elif _is_rare(met, _fine(ways, host)):
            doors.append(host)
            kept.append(host)
    return Sorted(tuple(doors), tuple(kept))


def few_alike(sides: Sequence[Side], names: Iterable[str], hosts: Sequence[str]) -> Iterator[str]:
    """Of names that go the same ways at all these hosts a few; the names are written as in addresses."""
    met: Counter[str] = Counter()
    for name in names:
        if _is_rare(met, _coarse([[side.way(Question(f"{name}@{host}")) for side in sides] for host in hosts])):
            yield name


def _is_rare(met: Counter[str], sort: str) -> bool:
    met[sort] += 1
    return met[sort] <= MOST_ALIKE


def _is_directed(ways: Iterable[Way]) -> bool:
    return any(step.stage == "director" for way in ways for step in way.resolution.trace)


def _coarse(probes: Iterable[Sequence[Way]]) -> str:
    """Who was asked about each probe, its end, and whether all configurations agree on that; no texts."""
    seen = [
        (
            [(way.outcome, _steps(way), [one.what for one in way.goals]) for way in ways],
            len({way.goals for way in ways}),
        )
        for ways in probes
    ]
    return repr(seen)


def _fine(probes: Iterable[Sequence[Way]], host: str) -> str:
    """All that is seen of the probes, the host itself left out."""
    return repr([(way.outcome, _steps(way), way.goals) for ways in probes for way in ways]).replace(host, "")


def _steps(way: Way) -> list[tuple[str, str, bool]]:
    return [(step.stage, step.name, step.matched) for step in way.resolution.trace]
