"""The router driver `pathalias`: a database of hosts and domains with routes to them (section 14, c.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from tests.reference.around import Around, text, value
from tests.reference.domains import first_suffix, items, without
from tests.reference.lookups import PROTOCOLS, below, opened
from tests.reference.matches import Match
from tests.reference.outcome import DeferredError

ROUTE = re.compile(r"(?:([^!%]+)!)?((?:[^!%]+!)*)%s")


def pathalias(router: Entry, target: str, around: Around) -> Match | None:
    """The longest part of the target that the database has (14)."""
    required = items(value(router, "required"))
    if target.startswith("[") or (required and first_suffix(target, required) is None):
        return None
    name = without(target, items(value(router, "domain")))
    data = database(router, around)
    if data is None:
        return None
    for key, kept in keys(name):
        found = PROTOCOLS[text(router, "proto") or "bsearch"](data, key)
        if found is not None:
            return _match(found, kept + len(target) - len(name))
    return None


def database(router: Entry, around: Around) -> str | None:
    """The text as it was loaded with the site, else as it is now; without it mail waits, unless `optional`."""
    name = text(router, "file") or ""
    path = below(name, around.library)
    for source in around.site.sources:
        if below(source.path, around.library) == path:
            return source.data.decode("utf-8", "surrogateescape")
    file = opened(path, around.world)
    if file is not None:
        return file.data.decode("utf-8", "surrogateescape")
    if value(router, "optional"):
        return None
    raise DeferredError(f"configuration error: no {name}")


def keys(name: str) -> Iterator[tuple[str, int]]:
    """The name, with the dot in front changed, then what is left of it by components, with and without a dot.

    With each key the number of characters of the name that it matches, a dot in front not counted.
    """
    plain = name.removeprefix(".")
    yield name, len(name)
    yield (plain if name.startswith(".") else f".{name}"), len(name)
    while "." in plain:
        plain = plain.partition(".")[2]
        yield f".{plain}", len(plain)
        yield plain, len(plain)


def _match(found: str, length: int) -> Match:
    """A value up to the first blank: `%s`, `host!%s` or `host!route!%s`."""
    route = ROUTE.fullmatch(re.split(r"[ \t\n]", found, maxsplit=1)[0])
    if route is None:
        raise DeferredError(f"configuration error: no route in {found!r}")
    return Match(route[1], tuple(route[2].split("!")[:-1]), length)
