"""The addresses that are tried: names at hosts in all forms, in an order that puts readable ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

import msgspec

from smail_lint.query.modelled import vocabulary
from smail_lint.query.modelled.alike import few_alike, sorted_hosts
from smail_lint.query.modelled.hosts import is_host, local_hosts, remote_hosts
from smail_lint.query.modelled.machine import PLAIN, STRANGER
from smail_lint.query.modelled.names import FULLY, Names
from smail_lint.query.modelled.senders import Senders, senders_told_apart
from smail_lint.query.modelled.vocabulary import usable
from smail_lint.query.modelled.way import Side
from smail_runtime.routing.described.script import Script
from smail_runtime.table.router import RerouteDriver

MOST = 40_000
"""Addresses that are tried at most, changed keys of alias files apart."""
FEW = 24
ODD_FORMS = tuple(form.format(PLAIN) for form in ("!{}", "%{}", "{}%", "{}!", "{}@", "@{}", "<{}>", "{}@@", "!%{}"))
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.+-/=|#$&'*?^`{}~")


class Tried(msgspec.Struct, frozen=True):
    """The addresses and who writes to them, and whether some were left out because they are too many."""

    addresses: tuple[str, ...]
    senders: Senders
    cut: bool


class _Words(msgspec.Struct, frozen=True):
    names: Names
    general: tuple[str, ...]
    known: tuple[str, ...]
    local: tuple[str, ...]
    remote: tuple[str, ...]
    doors: tuple[str, ...]
    kept: tuple[str, ...]


def tried(sides: Sequence[Side], script: Script | None, more: Sequence[str] = ()) -> Tried:
    """All addresses to try on configurations that share a machine; `more` are names and hosts to try as well."""
    names = Names(sides, script)
    known = dict.fromkeys((*usable(more), *names.known))
    remote = dict.fromkeys((*filter(is_host, more), *remote_hosts(sides, script)))
    local = local_hosts(sides)
    hosts = sorted_hosts(sides, (*local, *remote), local[0])
    words = _Words(names, names.general, tuple(known), local, tuple(remote), hosts.doors, hosts.kept)
    found = tuple(islice(_distinct(_addresses(sides, words)), MOST + 1))
    return Tried(found[:MOST], senders_told_apart(sides, local[0]), cut=len(found) > MOST)


def _distinct(found: Iterable[str]) -> Iterator[str]:
    met: set[str] = set()
    for one in found:
        if one not in met:
            met.add(one)
            yield one


def _addresses(sides: Sequence[Side], words: _Words) -> Iterator[str]:
    general, known = (tuple(map(quoted, names)) for names in (words.general, words.known))
    yield from general
    yield from _at([PLAIN], (*words.local, *words.remote))
    yield from known
    yield from _of_directors(sides, words)
    yield from _at(general[:FEW], words.local)
    yield from _at((*general, *known), words.local)
    yield from _at((STRANGER, *general[:6]), words.remote)
    yield from _through_doors(sides, words)
    yield from _forms(sides, words)


def _of_directors(sides: Sequence[Side], words: _Words) -> Iterator[str]:
    """The names in a director's data, all of them at the domains that it serves, some at every host."""
    everywhere = told_apart(sides, words.local)
    for side in sides:
        for director in side.data.program.directors:
            yield from vocabulary.values_of(side, director.name)
            names = tuple(map(quoted, words.names.of_director(side, director)))
            yield from names
            yield from _at(names[:FULLY], everywhere)
            yield from _at(names[FULLY:], director.domains)


def told_apart(sides: Sequence[Side], local: Sequence[str]) -> tuple[str, ...]:
    """The local hosts that directors tell apart: each that one of them names, and one for all others."""
    directors = (director for side in sides for director in side.data.program.directors)
    named = dict.fromkeys(domain.lower() for director in directors for domain in director.domains)
    others = [host for host in local if host not in named]
    return tuple(dict.fromkeys((*others[:1], *(host for host in named if host in local))))


def _at(names: Iterable[str], hosts: Iterable[str]) -> Iterator[str]:
    """Names that are written as in addresses, at each of the hosts."""
    return (f"{name}@{host}" for host, name in product(hosts, names))


def _forms(sides: Sequence[Side], words: _Words) -> Iterator[str]:
    """Bang paths, percents and routes through hosts of both sorts."""
    yield from ODD_FORMS
    name, ours = PLAIN, words.local[:2]
    for host in (*words.local, *words.remote):
        yield from (f"{host}!{name}", f"{name}%{host}", f"\\{name}@{host}")
        for own in ours:
            yield from (f"{name}%{host}@{own}", f"{own}!{name}%{host}", f"@{own}:{name}@{host}")
            yield from (f"{own}!{host}!{name}", f"{host}!{name}@{own}")
    wide = len({side.data.program.variables.switch_percent_and_bang for side in sides}) > 1
    through = (*words.doors, *words.remote[: FEW if wide else 2])
    for first, second in product(dict.fromkeys(through), words.kept):
        yield from (f"{first}!{second}!{name}", f"{name}%{second}@{first}", f"{second}!{name}@{first}")
        yield from (f"{first}!{name}%{second}", f"{second}!{name}%{first}", f"@{first}:{name}@{second}")
    if any(isinstance(router.driver, RerouteDriver) for side in sides for router in side.data.program.routers):
        yield from (f"{first}!{second}!{name}" for first, second in product(words.kept, words.kept))


def _through_doors(sides: Sequence[Side], words: _Words) -> Iterator[str]:
    """Names of every sort at the hosts that lead to directors."""
    if not words.doors:
        return
    directors = [(side, director) for side in sides for director in side.data.program.directors]
    held = (name for pair in directors for name in words.names.of_director(*pair))
    ours = told_apart(sides, words.local)
    few = few_alike(sides, map(quoted, dict.fromkeys((*words.known, *held))), ours)
    names = tuple(dict.fromkeys((*map(quoted, words.general), *few)))
    yield from (f"{name}@{host}" for host, name in product(words.doors, names))
    for own, host, name in product(ours, words.doors, names):
        yield from (f"{host}!{own}!{name}", f"{own}!{name}@{host}")


def quoted(name: str) -> str:
    """A name as it stands in an address."""
    if name and set(name) <= _BARE and not (name.startswith(".") or name.endswith(".") or ".." in name):
        return name
    if not name.isascii() and name.isprintable() and not set(name) & set(' "\\()<>@,;:'):
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
