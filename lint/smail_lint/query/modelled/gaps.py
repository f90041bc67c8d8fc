"""What the tried addresses cannot speak of, in words: unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smail_lint.query.modelled.constants import nodes, variables
from smail_lint.query.modelled.vocabulary import MOST_KEYS
from smail_lint.query.modelled.way import Side
from smail_runtime.table.base import UnavailableDriver
from smail_runtime.table.director import Director, ForwardFileDriver
from smail_runtime.table.expression import Conditional, ForEach, Text
from smail_runtime.table.pattern import Pattern
from smail_runtime.table.router import NeighboursDriver, QueryProgramDriver


def gaps(sides: Iterable[Side], *, described: bool) -> tuple[str, ...]:
    """One line for each thing that is not modelled, or only partly, each once."""
    found = dict.fromkeys(line for side in sides for line in _of_side(side, described=described))
    return tuple(found)


def _of_side(side: Side, *, described: bool) -> Iterator[str]:
    program = side.data.program
    for director in program.directors:
        yield from (f"director {director.name}: {why}" for why in _of_director(director, described=described))
    for router in program.routers:
        if isinstance(router.driver, QueryProgramDriver | NeighboursDriver) and not described:
            yield f"router {router.name}: its program is not run"
        if isinstance(router.driver, UnavailableDriver) and router.at is not None:
            yield f"router {router.name}: this release does not run its driver"
    for name in side.opened.table.sections:
        if side.opened.table.size(name) > MOST_KEYS:
            yield f"data of {name}: too large to try each key; changed keys and a sample of the others are"


def _of_director(director: Director, *, described: bool) -> Iterator[str]:
    driver = director.driver
    if isinstance(driver, UnavailableDriver) and director.at is not None:
        yield "this release does not run its driver"
    if isinstance(driver, ForwardFileDriver) and not described and _is_outside(driver.file):
        yield "what forward files outside of the configuration hold is made up"
    found = list(nodes(director))
    if any(isinstance(one, Conditional | ForEach) for one in found):
        yield "its conditions are tried with the texts they compare with, not proved"
    if any(isinstance(getattr(driver, one, None), Pattern) for one in ("prefix", "suffix")):
        yield "of its patterns some texts are tried, not all"
    if any(name.startswith(("header", "message", "size", "body")) for name in variables(director)):
        yield "the text of messages is not modelled"


def _is_outside(file: Text) -> bool:
    """Whether a file may stand outside of the directory of the configuration."""
    first = file.parts[0] if file.parts else ""
    return not isinstance(first, str) or first.startswith(("/", "~"))
