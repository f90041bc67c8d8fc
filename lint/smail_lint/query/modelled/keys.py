"""Changed keys of alias files, found in bulk: only they are routed, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

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
        apart = _apart(old, new, name)
        if any(apart):
            yield _changed(name, apart, new, hosts)


def _has_data(director: Director) -> bool:
    return isinstance(director.driver, AliasFileDriver) and director.driver.compiled


def _rows(side: Side, section: str) -> Iterator[tuple[bytes, bytes]]:
    table = side.opened.table
    if section in table.sections:
        yield from ((key, bytes(value)) for key, value, _ in table.items(section))


class _Apart(NamedTuple):
    """Keys with another value, those that only the old data has, and those that only the new has."""

    differing: list[bytes]
    removed: list[bytes]
    added: list[bytes]


def _apart(old: Side, new: Side, section: str) -> _Apart:
    left = dict(_rows(old, section))
    differing, added = list[bytes](), list[bytes]()
    for key, value in _rows(new, section):
        known = left.pop(key, None)
        if known is None:
            added.append(key)
        elif known != value:
            differing.append(key)
    return _Apart(differing, list(left), added)


def _changed(name: str, apart: _Apart, new: Side, hosts: tuple[str, ...]) -> Changed:
    touched = [key for group in apart for key in sorted(group)[: MOST_ROUTED // 3 + 1]]
    large = new.opened.table.size(name) > MOST_KEYS if name in new.opened.table.sections else False
    if large:
        touched += islice(_mentioning(_rows(new, name), frozenset(touched)), MOST_MENTIONING)
    places = ("", *(f"@{one}" for one in hosts))
    found = [quoted(key.decode("utf-8", "surrogateescape")) + at for key in touched for at in places]
    cut = sum(map(len, apart)) > MOST_ROUTED or large
    return Changed(name, len(apart.added), len(apart.removed), len(apart.differing), tuple(found), cut)


def _mentioning(rows: Iterator[tuple[bytes, bytes]], names: frozenset[bytes]) -> Iterator[bytes]:
    """The keys whose values speak of one of the names."""
    return (key for key, value in rows if not names.isdisjoint(_WORD.findall(value.lower())))


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
