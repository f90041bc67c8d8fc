"""Routers lowered to the records of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from smail_compiler.emit.expressions import command, literal
from smail_compiler.emit.fields import Fields
from smail_compiler.emit.files import FileNumbers
from smail_compiler.emit.running import runs
from smail_compiler.ir.program import Entry
from smail_compiler.syntax.templates import parse_command
from smail_runtime.table.base import UnavailableDriver
from smail_runtime.table.expression import Command, Text
from smail_runtime.table.router import (
    BindDriver,
    British,
    Database,
    HostByAddrDriver,
    HostByNameDriver,
    Method,
    NeighboursDriver,
    PathAliasDriver,
    QueryProgramDriver,
    RerouteDriver,
    RewriteDriver,
    Router,
    RouterDriver,
    SmartHostDriver,
)


class Held(msgspec.Struct, frozen=True):
    """Where a router's data is: a section of the table, or a file that is known to be missing."""

    section: str | None = None
    missing: bool = False


def lower_router(entry: Entry, files: FileNumbers, held: Held) -> Router:
    """One router with the rows of its method file; `held` matters to those that have a database."""
    generic = Fields(entry, private=False)
    return Router(
        name=entry.name,
        at=files.place(entry.at),
        driver=_driver(entry, held),
        transport=generic.word("transport"),
        always=generic.flag("always"),
        methods=tuple(Method(one.host, one.low, one.high, one.transport) for one in entry.methods),
        only_match_domains=generic.words("only_match_domains"),
        ignore_domains=generic.words("ignore_domains"),
        senders=generic.words("senders"),
        senders_except=generic.words("senders_except"),
    )


def _driver(entry: Entry, held: Held) -> RouterDriver:
    if not runs(entry):
        return UnavailableDriver(entry.driver)
    return _DRIVERS[entry.driver](Fields(entry, private=True), held)


def _data(private: Fields, held: Held, file: Text | None = None) -> Database:
    return Database(
        file=file or literal(private.word("file") or ""),
        proto=private.word("proto") or "lsearch",
        section=held.section,
        missing=held.missing,
        optional=private.flag("optional"),
        tryagain=private.flag("tryagain"),
    )


def _pathalias(private: Fields, held: Held) -> RouterDriver:
    return PathAliasDriver(_data(private, held), private.words("domain"), private.words("required"))


def _rewrite(private: Fields, held: Held) -> RouterDriver:
    return RewriteDriver(_data(private, held), private.words("domain"), private.words("required"))


def _reroute(private: Fields, held: Held) -> RouterDriver:
    return RerouteDriver(
        data=_data(private, held, private.text("file")) if private.word("file") is not None else None,
        domain=private.words("domain"),
        required=private.words("required"),
        matchall=private.flag("matchall"),
        matchlocal=private.flag("matchlocal"),
        matchdb=private.flag("matchdb"),
        bounceonly=private.flag("bounceonly"),
    )


def _uuname(private: Fields, held: Held) -> RouterDriver:
    return NeighboursDriver(
        cmd=tuple((private.word("cmd") or "").split()),
        domain=private.words("domain"),
        required=private.words("required"),
        statfile=private.word("statfile"),
        file=private.word("file"),
    )


def _queryprogram(private: Fields, held: Held) -> RouterDriver:
    return QueryProgramDriver(
        cmd=private.command("cmd") or _plain(private.word("cmd") or ""),
        domain=private.words("domain"),
        required=private.words("required"),
        read_path=private.flag("read_path"),
        read_transport=private.flag("read_transport"),
    )


def _plain(text: str) -> Command:
    """The default command line."""
    parsed, _ = parse_command(text, (), None)
    return command(parsed) if parsed is not None else Command(())


def _smarthost(private: Fields, held: Held) -> RouterDriver:
    return SmartHostDriver(private.word("path"), private.word("host"), private.word("route"))


def _by_name(private: Fields, held: Held) -> RouterDriver:
    return HostByNameDriver(private.words("domain"), private.words("required"), private.flag("only_local_domain"))


def _by_address(private: Fields, held: Held) -> RouterDriver:
    return HostByAddrDriver(private.flag("fail_if_error"), private.flag("check_for_local"))


def _bind(private: Fields, held: Held) -> RouterDriver:
    return BindDriver(
        match_domains=private.words("match_domains"),
        ignore_domains=private.words("ignore_domains"),
        required=private.words("required"),
        mx_domains=private.words("mx_domains"),
        gateways=private.words("gateways"),
        widen_domains=private.words("widen_domains"),
        defer_no_connect=private.flag("defer_no_connect"),
        domain_required=private.flag("domain_required"),
        local_mx_okay=private.flag("local_mx_okay"),
        mx_only=private.flag("mx_only"),
        defnames=private.flag("defnames"),
        dns_search=private.flag("dns_search"),
        cname_limit=private.number("cname_limit"),
        fallback_gateway=private.word("fallback_gateway"),
        british=_british(private),
    )


def _british(private: Fields) -> British | None:
    """None where none of these attributes has a meaning, which is nearly everywhere."""
    found = British(
        suffix=private.word("uk_suffix") or "",
        try_inverting=private.flag("uk_try_inverting"),
        ignore_gateways=private.words("uk_ignore_gateways"),
        max_precedence=private.number("uk_max_precedence"),
        transport=private.word("uk_greybook_transport"),
        worldorder=private.flag("uk_greybook_worldorder"),
        relay=private.word("uk_greybook_relay"),
        hosts=private.words("uk_greybook_hosts_list"),
        data=_greybook(private),
    )
    used = found.try_inverting or found.ignore_gateways or found.max_precedence
    return found if used and found.suffix else None


def _greybook(private: Fields) -> Database | None:
    file = private.word("uk_greybook_hosts_file")
    return None if file is None else Database(literal(file), private.word("uk_greybook_hosts_proto") or "lsearch")


_DRIVERS: Mapping[str, Callable[[Fields, Held], RouterDriver]] = MappingProxyType(
    {
        "bind": _bind,
        "gethostbyaddr": _by_address,
        "gethostbyname": _by_name,
        "pathalias": _pathalias,
        "queryprogram": _queryprogram,
        "reroute": _reroute,
        "rewrite": _rewrite,
        "smarthost": _smarthost,
        "uuname": _uuname,
    }
)
