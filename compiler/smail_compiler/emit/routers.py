"""Routers lowered to the records of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from smail_compiler.emit.fields import Fields
from smail_compiler.emit.files import FileNumbers
from smail_compiler.emit.running import runs
from smail_compiler.ir.program import Entry
from smail_runtime.table.base import UnavailableDriver
from smail_runtime.table.router import (
    BindDriver,
    HostByAddrDriver,
    HostByNameDriver,
    Method,
    Router,
    RouterDriver,
    SmartHostDriver,
)


def lower_router(entry: Entry, files: FileNumbers) -> Router:
    """One router with the rows of its method file."""
    generic = Fields(entry, private=False)
    return Router(
        name=entry.name,
        at=files.place(entry.at),
        driver=_driver(entry),
        transport=generic.word("transport"),
        always=generic.flag("always"),
        methods=tuple(Method(one.host, one.low, one.high, one.transport) for one in entry.methods),
    )


def _driver(entry: Entry) -> RouterDriver:
    if not runs(entry):
        return UnavailableDriver(entry.driver)
    return _DRIVERS[entry.driver](Fields(entry, private=True))


def _smarthost(private: Fields) -> RouterDriver:
    return SmartHostDriver(private.word("path"))


def _by_name(private: Fields) -> RouterDriver:
    return HostByNameDriver(private.words("domain"), private.words("required"), private.flag("only_local_domain"))


def _by_address(private: Fields) -> RouterDriver:
    return HostByAddrDriver(private.flag("fail_if_error"), private.flag("check_for_local"))


def _bind(private: Fields) -> RouterDriver:
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
    )


_DRIVERS: Mapping[str, Callable[[Fields], RouterDriver]] = MappingProxyType(
    {"smarthost": _smarthost, "gethostbyname": _by_name, "gethostbyaddr": _by_address, "bind": _bind}
)
