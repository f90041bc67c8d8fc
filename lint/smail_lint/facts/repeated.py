"""Settings that are given twice in one file or entry, each with the one that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from smail_compiler.syntax.nodes import Sign
from smail_lint.facts.as_written import Written

_ADDING = (Sign.APPEND, Sign.PREPEND)


class Repeated(msgspec.Struct, frozen=True):
    """A setting that counts for nothing, and the one of the same file or entry that counts."""

    idle: Written
    counts: Written

    @property
    def contradictory(self) -> bool:
        """Whether one switches on what the other switches off."""
        signs = {one.node.sign is Sign.MINUS for one in (self.idle, self.counts)}
        return len(signs) == 2 and all(one.node.sign is not Sign.VALUE for one in (self.idle, self.counts))

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        first, other = (
            (one.node.sign is Sign.MINUS, one.node.sign is Sign.VALUE, one.value) for one in (self.idle, self.counts)
        )
        return first == other


def repeated(written: Iterable[Written]) -> Iterator[Repeated]:
    """In the config file the last one of a name counts, in an entry the first; what adds to a list does not."""
    groups: dict[tuple[int, bool, str], list[Written]] = {}
    for one in written:
        if not one.fact.repeatable:
            home = one.node.at.source if one.entry is None else one.entry
            groups.setdefault((id(home), one.private, one.fact.name), []).append(one)
    for group in groups.values():
        if len(group) > 1 and group[0].entry is None:
            yield from _of_config(group)
        elif len(group) > 1:
            yield from (Repeated(one, group[0]) for one in group[1:])


def _of_config(group: list[Written]) -> Iterator[Repeated]:
    """A plain setting is idle when another plain one follows."""
    plain = [one for one in group if one.node.sign not in _ADDING]
    if plain:
        last = plain[-1]
        yield from (Repeated(one, last) for one in group[: group.index(last)])
