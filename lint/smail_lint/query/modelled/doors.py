"""Hosts of others behind which are local names: routers take them for this host, or give a local address for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from smail_lint.query.modelled.machine import PLAIN, STRANGER
from smail_lint.query.modelled.way import Question, Side, Way
from smail_runtime.routing.names import names_of

MOST_ALIKE = 2
"""Doors of each sort that are kept: those with which the same probes meet the same answers."""


def doors_among(sides: Sequence[Side], hosts: Iterable[str], own: str) -> tuple[str, ...]:
    """The hosts through which at least one of the configurations comes to its directors, few of each sort.

    A host that is local everywhere is none; one that is local to some of them only is. `own` is a local host.
    """
    local = [names_of(side.data.program.variables, side.world).local for side in sides]
    found: list[str] = []
    kept: Counter[str] = Counter()
    for host in hosts:
        if all(host.lower() in names for names in local):
            continue
        probes = (f"{PLAIN}@{host}", f"{STRANGER}@{host}", f"{host}!{own}!{PLAIN}", f"{own}!{PLAIN}@{host}")
        ways = [side.way(Question(probe)) for probe in probes for side in sides]
        if any(step.stage == "director" for way in ways for step in way.resolution.trace):
            sort = repr([_sort(way, host) for way in ways])
            kept[sort] += 1
            found += [host] if kept[sort] <= MOST_ALIKE else []
    return tuple(found)


def _sort(way: Way, host: str) -> str:
    """What is seen of a probe, the host itself left out."""
    steps = [(step.stage, step.name, step.matched) for step in way.resolution.trace]
    return repr((way.outcome, steps, way.goals)).replace(host, "")
