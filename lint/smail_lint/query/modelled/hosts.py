"""Hosts worth trying: our own, those that routers speak of with hosts below them, and some that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from smail_lint.query.modelled import vocabulary
from smail_lint.query.modelled.constants import compared, looked_up, nodes, texts
from smail_lint.query.modelled.machine import ADDRESS_ONLY
from smail_lint.query.modelled.way import Side
from smail_runtime.mail.address import Address, parse
from smail_runtime.routing.described.script import Script
from smail_runtime.routing.names import names_of
from smail_runtime.table.program import Program
from smail_runtime.table.router import Database, Router

ALWAYS = ("far.example.net", f"{ADDRESS_ONLY}.far.example.net", "faraway", "[192.0.2.7]", "[127.0.0.1]", "[x]")
BELOW = ("host", "deep.host", ADDRESS_ONLY)
_NO_HOSTS = frozenset({"name", "transport", "proto", "low", "high"})
"""Fields of routers with words that are no hosts."""
_OWN_FIELDS = frozenset({"hostnames", "more_hostnames", "visible_domains", "auth_domains"})


def local_hosts(sides: Iterable[Side]) -> tuple[str, ...]:
    """The names of the host in any of the configurations, the ones that it shows first."""
    found: dict[str, None] = {}
    for side in sides:
        names = names_of(side.data.program.variables, side.world)
        first = (one.lower() for one in (names.visible, names.primary) if one.lower() in names.local)
        found |= dict.fromkeys((*first, *sorted(names.local)))
    return tuple(found)


def remote_hosts(sides: Sequence[Side], script: Script | None) -> tuple[str, ...]:
    """Other hosts; names of this host may be among them, and are local then."""
    found = list(ALWAYS)
    found += vocabulary.described_hosts(script) if script else ()
    for side in sides:
        program = side.data.program
        domains = [*_mentioned(program), *_keys(side)]
        found += [name for one in domains for name in _with_lower(one)]
        found += [*compared(program.routers), *_of_targets(side)]
    return tuple(dict.fromkeys(one for one in found if is_host(one)))


def _mentioned(program: Program) -> Iterator[str]:
    """What may be a host or a domain in routers, directors and variables."""
    for router in program.routers:
        yield from texts(router, _NO_HOSTS)
    for director in program.directors:
        yield from director.domains
    for name in _OWN_FIELDS:
        yield from getattr(program.variables, name)
    for row in program.qualify:
        yield from (row.host, row.domain)
    path = program.variables.smart_path
    yield from path.split("!") if path else ()


def _keys(side: Side) -> Iterator[str]:
    """The keys of the databases of routers, compiled or not."""
    for router in side.data.program.routers:
        for database in _databases(router):
            if database.section is not None:
                yield from vocabulary.first_keys(side, database.section)
            elif isinstance(database.file.parts[0] if database.file.parts else None, str):
                file = "".join(one for one in database.file.parts if isinstance(one, str))
                yield from vocabulary.keys_of(side, file, database.proto)
        for file in looked_up(router):
            yield from vocabulary.keys_of(side, file)


def _databases(router: Router) -> Iterator[Database]:
    return (one for one in nodes(router.driver) if isinstance(one, Database))


def _of_targets(side: Side) -> Iterator[str]:
    """The hosts to which aliases lead."""
    for director in side.data.program.directors:
        for text in vocabulary.values_of(side, director.name):
            parsed = parse(text)
            if isinstance(parsed, Address) and parsed.target is not None:
                yield parsed.target


def _with_lower(domain: str) -> Iterator[str]:
    """A domain as lists write it, and hosts below it."""
    plain = domain.strip().lstrip("!").strip(".")
    if plain:
        yield plain
        yield from (f"{one}.{plain}" for one in BELOW)


def is_host(text: str) -> bool:
    """Whether a text can be written as a host."""
    inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    return 0 < len(text) <= 120 and not set(inner) & set(' \t"@!%:,;<>()[]/\\$|*') and text.isprintable()
