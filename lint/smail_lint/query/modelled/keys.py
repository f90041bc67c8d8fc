"""Changed keys of alias files, found in bulk: only they are routed, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from smail_lint.query.modelled.addresses import quoted, told_apart
from smail_lint.query.modelled.vocabulary import MOST_KEYS
from smail_lint.query.modelled.way import Side
from smail_runtime.table.director import AliasFileDriver, Director

MOST_ROUTED = 2000
MOST_MENTIONING = 200
SAMPLE = 500
_WORD = re.compile(rb"[^\s,:;@<>()\"\\!%]+")


class Changed(msgspec.Struct, frozen=True):
    """How the data of a director differs: keys that only one has, and keys with another value."""

    director: str
    added: int
    removed: int
    changed: int
    addresses: tuple[str, ...]
    cut: bool = False
    """Whether some changed keys, or some of the unchanged ones of a large file, are not among the addresses."""


def changes(old: Side, new: Side, local: tuple[str, ...]) -> Iterator[Changed]:
    """The alias data that differs, by director."""
    hosts = told_apart((old, new), local)
    names = (one.name for side in (old, new) for one in side.data.program.directors if _has_data(one))
    for name in dict.fromkeys(names):
        before, after = (_rows(side, name) for side in (old, new))
        if before != after:
            yield _changed(name, before, after, hosts)


def _has_data(director: Director) -> bool:
    return isinstance(director.driver, AliasFileDriver) and director.driver.compiled


def _rows(side: Side, section: str) -> dict[bytes, bytes]:
    table = side.opened.table
    if section not in table.sections:
        return {}
    return {key: bytes(value) for key, value, _ in table.items(section)}


def _changed(name: str, before: dict[bytes, bytes], after: dict[bytes, bytes], hosts: tuple[str, ...]) -> Changed:
    removed, added = before.keys() - after.keys(), after.keys() - before.keys()
    differing = {key for key, _ in before.items() ^ after.items()} - removed - added
    touched = [key for group in (differing, removed, added) for key in sorted(group)[: MOST_ROUTED // 3 + 1]]
    total = len(removed) + len(added) + len(differing)
    if len(after) > MOST_KEYS:
        touched += islice(_mentioning(after, frozenset(touched)), MOST_MENTIONING)
    places = ("", *(f"@{one}" for one in hosts))
    found = [quoted(key.decode("utf-8", "surrogateescape")) + at for key in touched for at in places]
    cut = total > MOST_ROUTED or len(after) > MOST_KEYS
    return Changed(name, len(added), len(removed), len(differing), tuple(found), cut)


def _mentioning(rows: dict[bytes, bytes], names: frozenset[bytes]) -> Iterator[bytes]:
    """The keys whose values speak of one of the names."""
    return (key for key, value in rows.items() if not names.isdisjoint(_WORD.findall(value.lower())))


def sampled(sides: tuple[Side, ...], local: tuple[str, ...]) -> Iterator[str]:
    """Keys from all over files that are too large to try each of theirs."""
    for side in sides:
        for director in side.data.program.directors:
            table = side.opened.table
            if not _has_data(director) or director.name not in table.sections:
                continue
            step = table.size(director.name) // SAMPLE
            for number, key in enumerate(table.keys(director.name)):
                if step and number % step == 0:
                    name = quoted(key.decode("utf-8", "surrogateescape"))
                    yield name
                    yield from (f"{name}@{one}" for one in director.domains)
