"""The routers asked in order, and the way that comes of it (section 14)."""

from __future__ import annotations

import msgspec

from smail_compiler.ir.program import Entry, MethodRule
from tests.reference.around import Around
from tests.reference.domains import chosen_by, items
from tests.reference.next_address import Flags, next_address
from tests.reference.outcome import DeferredError, PassedError, RefusedError
from tests.reference.parsing import Parsed
from tests.reference.reroute import reroute
from tests.reference.rewrite import rewrite
from tests.reference.routers import DRIVERS, Match
from tests.reference.senders import may_write


class Local(msgspec.Struct, frozen=True):
    """The target is this host after all."""


class Again(msgspec.Struct, frozen=True):
    """Another address, to be resolved from the very beginning."""

    text: str


class Way(msgspec.Struct, frozen=True):
    """Transport, next host and next address."""

    transport: str
    host: str
    address: str


def route(parsed: Parsed, around: Around, grade: str = "C") -> Local | Again | Way:
    """The way of a remote address. Raises RefusedError and DeferredError (14)."""
    target = parsed.target or ""
    found = best(parsed, _dot_first(target), around)
    if found is None:
        raise RefusedError("unknown host")
    if isinstance(found, Again):
        return found
    router, match = found
    _let_through(router, around)
    full = match.length >= len(target.strip("."))
    if match.host is None:
        if not full:
            raise RefusedError("unknown host: partly local")
        return Local()
    rest = match.rest if full and not match.gateway else (*match.rest, target)
    transport = _transport(router, match, grade)
    entry = around.site.transport(transport)
    if entry is None:
        raise DeferredError(f"configuration error: no transport {transport}")
    flags = Flags(bool(entry.value("uucp", private=False)), bool(entry.value("inet", private=False)))
    return Way(transport, match.host, next_address(parsed, match.host, rest, flags))


def _is_asked(router: Entry, target: str) -> bool:
    """Whether the router is for such targets at all (wish S302)."""
    only, never = (items(router.value(name, private=False)) for name in ("only_match_domains", "ignore_domains"))
    return (not only or chosen_by(target, only)) and not chosen_by(target, never)


def _let_through(router: Entry, around: Around) -> None:
    """The sender has to be one that may send through the router (wish S173)."""
    if not may_write(router, around):
        raise RefusedError("the sender may not send there")


def _dot_first(target: str) -> str:
    """A trailing dot is moved to the front, dropped if there is one already."""
    if not target.endswith(".") or target.startswith("."):
        return target.removesuffix(".") if target.startswith(".") else target
    return "." + target[:-1]


def best(parsed: Parsed, target: str, around: Around) -> tuple[Entry, Match] | Again | None:
    """The first full match, else the longest; `always` ends the search when its match is the best so far."""
    kept: tuple[Entry, Match] | None = None
    full = len(target.removeprefix("."))
    doubt = ""
    for router in around.site.routers:
        if not _is_asked(router, target.removeprefix(".")):
            continue
        other = _other(router, parsed, target, around)
        if other is not None:
            _let_through(router, around)
            return Again(other)
        try:
            match = DRIVERS[router.driver](router, target, around) if router.driver in DRIVERS else None
        except PassedError as error:
            match, doubt = None, str(error)
        if match is None or (kept is not None and match.length <= kept[1].length):
            continue
        kept = (router, match)
        if match.length >= full or router.value("always", private=False):
            break
    if kept is None and doubt:
        raise DeferredError(doubt)
    return kept


def _other(router: Entry, parsed: Parsed, target: str, around: Around) -> str | None:
    """The address that a router makes of this one, if it is of that sort."""
    if router.driver == "reroute":
        return reroute(router, parsed, around)
    return rewrite(router, parsed, target, around) if router.driver == "rewrite" else None


def _transport(router: Entry, match: Match, grade: str) -> str:
    """Driver, method file, attribute, in this order (14)."""
    for row in router.methods:
        if match.transport is None and _row_fits(row, match.host or "", grade):
            return row.transport
    named = match.transport or router.value("transport", private=False)
    if not isinstance(named, str):
        raise DeferredError("configuration error: the router has no transport")
    return named


def _row_fits(row: MethodRule, host: str, grade: str) -> bool:
    """Host and grade of a row; an empty bound is open (14)."""
    if row.host != "*" and row.host.lower() != host.lower():
        return False
    return (not row.low or row.low <= grade) and (not row.high or grade <= row.high)
