"""Who leads mail to a transport, and what names can arrive there that way."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

import msgspec

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.syntax.expression import Text
from smail_lint.facts.transport_uses import used_transports


class Names(enum.Enum):
    """What the name that arrives can look like."""

    LOGIN = "a login name"
    WELL_FORMED = "a well-formed name"
    ANY_LOCAL = "any name of this host"
    QUOTED_LOCAL = "any name of this host, in mail quotes where it needs them"
    REMOTE = "any address on another host"
    TARGET = "any address on another host, before a router takes it"
    UNKNOWN = "any address"
    PRODUCED = "a command or file named by a director"


class Arrival(msgspec.Struct, frozen=True):
    """One way to a transport: the kind of names, and the entry that sends them, None when none is known."""

    names: Names
    entry: Entry | None


def arrivals(site: Site) -> Mapping[str, tuple[Arrival, ...]]:
    """For each transport in force, by name, all ways to it.

    Where directors or routers are not all known, or the transports stand alone beside built-in ones, a transport
    without any gets UNKNOWN.
    """
    found: dict[str, list[Arrival]] = {one.name: [] for one in site.transports}
    for name, arrival in (*_from_directors(site), *_from_routers(site)):
        if name in found and arrival not in found[name]:
            found[name].append(arrival)
    _pass_on(site, found)
    own = any(one.at is not None for one in (*site.directors, *site.routers))
    nothing_known = () if own and used_transports(site) is not None else (Arrival(Names.UNKNOWN, None),)
    return {name: tuple(ways) or nothing_known for name, ways in found.items()}


def _from_directors(site: Site) -> Iterator[tuple[str, Arrival]]:
    for entry in site.directors:
        transport = entry.value("transport", private=True)
        names = _handed(site, entry)
        if isinstance(transport, str) and names is not None:
            yield transport, Arrival(names, entry)
    yield "pipe", Arrival(Names.PRODUCED, None)
    yield "file", Arrival(Names.PRODUCED, None)


def _handed(site: Site, director: Entry) -> Names | None:
    """The names that a director hands to its transport; None when it takes no name at all."""
    names = names_of(director)
    if director.driver == "smartuser" and director.known:
        target = new_user(site, director)
        if target is None:
            return None
        if isinstance(target.template, Text) and target.template.constant is not None:
            return Names.PRODUCED
    return Names.QUOTED_LOCAL if names is Names.ANY_LOCAL else names


def new_user(site: Site, director: Entry) -> Setting | None:
    """What a smartuser director makes of a name: its `new_user`, else the variable smart_user, None for neither."""
    target = director.setting("new_user", private=True) or site.variables.get("smart_user")
    return target if target is not None and isinstance(target.value, str) else None


def names_of(director: Entry) -> Names:
    """The names that a director works on; mistakes elsewhere in its entry make a login no other name."""
    if director.driver in ("user", "altuser"):
        return Names.LOGIN
    if not director.known:
        return Names.UNKNOWN
    well_formed = director.driver == "smartuser" and director.value("well_formed_only", private=True)
    return Names.WELL_FORMED if well_formed else Names.ANY_LOCAL


def _from_routers(site: Site) -> Iterator[tuple[str, Arrival]]:
    smart = site.variable("smart_transport") if "smart_transport" in site.variables else None
    for entry in site.routers:
        arrival = Arrival(Names.REMOTE, entry)
        transport = entry.value("transport", private=False)
        if isinstance(transport, str):
            yield transport, arrival
        if entry.driver == "smarthost" and isinstance(smart, str):
            yield smart, arrival
        if entry.setting("method", private=False) or entry.value("read_transport", private=True) or not entry.known:
            yield from ((one.name, arrival) for one in site.transports if not one.value("local", private=False))


def _pass_on(site: Site, found: dict[str, list[Arrival]]) -> None:
    """What arrives at a transport arrives at its shadow and error transports too."""
    changed = True
    while changed:
        changed = False
        for entry in site.transports:
            for name in ("shadow", "error_transport"):
                target = entry.value(name, private=False)
                new = [
                    one
                    for one in found[entry.name]
                    if isinstance(target, str) and one not in found.get(target, [one])
                ]
                if new and isinstance(target, str):
                    found[target] += new
                    changed = True
