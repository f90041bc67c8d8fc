"""Routers as the daemon runs them."""

from __future__ import annotations

from smail_runtime.table.base import Place, Record, UnavailableDriver
from smail_runtime.table.expression import Command, Text


class Database(Record, frozen=True):
    """Text that a router looks up in, and what it means that there is none.

    `section` names the section of the table that holds it; without one `file` is read when mail comes, unless it is
    known to be `missing`. The text of `file` never refers to an address.
    """

    file: Text
    proto: str
    section: str | None = None
    missing: bool = False
    optional: bool = False
    tryagain: bool = False


class PathAliasDriver(Record, frozen=True, tag="pathalias"):
    """A database of routes to hosts and domains."""

    data: Database
    domain: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


class RewriteDriver(Record, frozen=True, tag="rewrite"):
    """A database of other addresses for the addresses of hosts and domains."""

    data: Database
    domain: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


class RerouteDriver(Record, frozen=True, tag="reroute"):
    """Shortens bang paths; `data` counts with `matchdb` only, `bounceonly` for `matchlocal` only."""

    data: Database | None
    domain: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    matchall: bool = False
    matchlocal: bool = False
    matchdb: bool = False
    bounceonly: bool = False


class NeighboursDriver(Record, frozen=True, tag="uuname"):
    """The hosts that a file lists, or a program, whose answer is good until `statfile` changes."""

    cmd: tuple[str, ...]
    domain: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    statfile: str | None = None
    file: str | None = None


class QueryProgramDriver(Record, frozen=True, tag="queryprogram"):
    """A program that is asked about each host."""

    cmd: Command
    domain: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    read_path: bool = False
    read_transport: bool = False


class SmartHostDriver(Record, frozen=True, tag="smarthost"):
    """Sends all else to one host, by `path`, else by `host` and the `route` behind it.

    Without either the variable smart_path gives the path, and then `smart_transport` counts too.
    """

    path: str | None
    host: str | None = None
    route: str | None = None


class HostByNameDriver(Record, frozen=True, tag="gethostbyname"):
    """Full host names that have an address."""

    domain: tuple[str, ...]
    required: tuple[str, ...]
    only_local_domain: bool


class HostByAddrDriver(Record, frozen=True, tag="gethostbyaddr"):
    """Bracketed addresses."""

    fail_if_error: bool
    check_for_local: bool


class British(Record, frozen=True):
    """What bind does with names below `suffix`: the attributes of which the names begin with `uk_`.

    `max_precedence` 0 is no bound. `transport` None means that there is no greybook mail. Without `hosts` and `data`
    every host is reached by it.
    """

    suffix: str = ".uk"
    try_inverting: bool = False
    ignore_gateways: tuple[str, ...] = ()
    max_precedence: int = 0
    transport: str | None = None
    worldorder: bool = False
    relay: str | None = None
    hosts: tuple[str, ...] = ()
    data: Database | None = None


class BindDriver(Record, frozen=True, tag="bind"):
    """DNS: MX, then A and AAAA."""

    match_domains: tuple[str, ...] = ()
    ignore_domains: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    mx_domains: tuple[str, ...] = ()
    gateways: tuple[str, ...] = ()
    widen_domains: tuple[str, ...] = ()
    defer_no_connect: bool = True
    domain_required: bool = False
    local_mx_okay: bool = False
    mx_only: bool = False
    defnames: bool = True
    dns_search: bool = False
    cname_limit: int = 10
    fallback_gateway: str | None = None
    british: British | None = None


RouterDriver = (
    BindDriver
    | HostByAddrDriver
    | HostByNameDriver
    | NeighboursDriver
    | PathAliasDriver
    | QueryProgramDriver
    | RerouteDriver
    | RewriteDriver
    | SmartHostDriver
    | UnavailableDriver
)


class Method(Record, frozen=True):
    """A row of a method file; grades None for no restriction, empty bounds are open."""

    host: str
    low: str | None
    high: str | None
    transport: str


class Router(Record, frozen=True):
    """One router; `at` is None when built in.

    It is asked only about targets that `only_match_domains`, unless empty, covers, and `ignore_domains` does not.
    `senders` and `senders_except` limit who may send through it.
    """

    name: str
    at: Place | None
    driver: RouterDriver
    transport: str | None = None
    always: bool = False
    methods: tuple[Method, ...] = ()
    only_match_domains: tuple[str, ...] = ()
    ignore_domains: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    senders_except: tuple[str, ...] = ()
