"""The databases of routers: compiled into the table, or text read when mail comes; and the ladder of their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Stopped
from smail_runtime.routing.expand import LOOKUP_LIMIT, expand
from smail_runtime.routing.lsearch import SEARCHES
from smail_runtime.routing.outcomes import defers, misconfigured
from smail_runtime.routing.values import Failed, Value
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Absent, Unknown
from smail_runtime.table.router import Database

LONGEST_NAME = 255
"""Octets of the longest host name that is looked up (RFC 1035, section 2.3.4)."""


class Hit(msgspec.Struct, frozen=True):
    """A value, and where it stands in words that follow it: ` on line 3 of paths`."""

    value: str
    where: str


Search = Callable[[str], Hit | None]


def opened(data: Database, around: Surroundings) -> Search | Passed | Stopped:
    """The database ready to be searched, or why it cannot be.

    One that is not there counts as empty if `optional`, and makes the address wait otherwise. What nobody can tell
    always makes it wait.
    """
    file = expand(data.file, around.scope(None))
    if isinstance(file, Unknown):
        return Stopped(file.reason, defers(file.reason))
    if isinstance(file, Failed):
        return _closed(data, f"the name of the database has no value: {file.reason}")
    if data.section is not None:
        return _in_table(data.section, file.text, around)
    return _in_file(data, file, around)


def _in_table(section: str, file: str, around: Surroundings) -> Search:
    def search(key: str) -> Hit | None:
        name = _octets(key)
        value = around.data.lookup(section, name)
        if value is None:
            return None
        return Hit(_text(value), f" on line {around.data.line(section, name)} of {printable(file)}")

    return search


def _in_file(data: Database, file: Value, around: Surroundings) -> Search | Passed | Stopped:
    name, find = printable(file.text), SEARCHES.get(data.proto)
    if find is None:
        return _closed(data, f"{name}: this release does not read {data.proto} databases")
    read = around.world.read(around.path(file.text), LOOKUP_LIMIT) if not data.missing else Absent()
    if isinstance(read, Absent):
        return _closed(data, f"{name} does not exist")
    if isinstance(read, Unknown):
        reason = f"{name}: {read.reason}"
        return Stopped(reason, defers(reason))
    text = read.value.data

    def search(key: str) -> Hit | None:
        found = find(text, _octets(key))
        return None if found is None else Hit(_text(found.value), f"{found.where} of {name}")

    return search


def _closed(data: Database, reason: str) -> Passed | Stopped:
    if data.optional:
        return Passed(reason)
    return Stopped(reason, defers(reason) if data.tryagain else misconfigured(reason))


def climbed(search: Search, name: str) -> tuple[Hit, int] | None:
    """The first hit on the ladder of a name, and how many characters of the name it stands for."""
    for key, length in ladder(name):
        hit = search(key)
        if hit is not None:
            return hit, length
    return None


def ladder(name: str) -> Iterator[tuple[str, int]]:
    """The keys under which a host may stand, with the characters of the name that each covers.

    The name; with a dot before it or without; then what is left behind each dot, with the dot and without it.
    """
    bare = name.removeprefix(".")
    if not bare or len(bare) > LONGEST_NAME:
        return
    yield name, len(bare)
    yield (bare if name != bare else "." + bare), len(bare)
    while (dot := bare.find(".")) >= 0:
        bare = bare[dot + 1 :]
        yield "." + bare, len(bare) + 1
        if bare:
            yield bare, len(bare)


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")
