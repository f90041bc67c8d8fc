"""Routers as the daemon runs them."""

from __future__ import annotations

from smail_runtime.table.base import Place, Record, UnavailableDriver


class SmartHostDriver(Record, frozen=True, tag="smarthost"):
    """Sends all else to one host; `path` None means the variable smart_path, then `smart_transport` counts too."""

    path: str | None


class HostByNameDriver(Record, frozen=True, tag="gethostbyname"):
    """Full host names that have an address."""

    domain: tuple[str, ...]
    required: tuple[str, ...]
    only_local_domain: bool


class HostByAddrDriver(Record, frozen=True, tag="gethostbyaddr"):
    """Bracketed addresses."""

    fail_if_error: bool
    check_for_local: bool


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


RouterDriver = SmartHostDriver | HostByNameDriver | HostByAddrDriver | BindDriver | UnavailableDriver


class Method(Record, frozen=True):
    """A row of a method file; grades None for no restriction, empty bounds are open."""

    host: str
    low: str | None
    high: str | None
    transport: str


class Router(Record, frozen=True):
    """One router; `at` is None when built in."""

    name: str
    at: Place | None
    driver: RouterDriver
    transport: str | None = None
    always: bool = False
    methods: tuple[Method, ...] = ()
