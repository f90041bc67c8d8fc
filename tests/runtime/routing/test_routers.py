"""Which router wins, and where it sends mail (section 14; RFC 5321, section 5.1)."""

from __future__ import annotations

import msgspec
import pytest

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.domains import any_ends_in, covered, stripped
from smail_runtime.routing.resolve import resolve
from smail_runtime.table.base import Place, UnavailableDriver
from smail_runtime.table.router import (
    HostByAddrDriver,
    HostByNameDriver,
    Method,
    Router,
    RouterDriver,
    SmartHostDriver,
)
from smail_testkit.routing import MemoryTable, bind, one, summary, table, users, world

DNS = {
    "far.example": {"MX": ["20 b.far.example", "10 a.far.example", "30 gone.example"]},
    "a.far.example": {"A": ["192.0.2.1"], "AAAA": ["2001:db8::1"]},
    "b.far.example": {"A": "192.0.2.2"},
    "plain.example": {"A": "192.0.2.3"},
    "nomail.example": {"MX": "0 ."},
    "ours.example": {"MX": ["5 c.far.example", "10 MAIL.example.", "20 b.far.example"]},
    "c.far.example": {"A": "192.0.2.4"},
    "best.example": {"MX": ["10 mail.example", "20 b.far.example"]},
    "dead.example": {"MX": "10 gone.example"},
    "flaky.example": {"rcode": "SERVFAIL"},
    "half.example": {"MX": ["10 flaky.example", "20 b.far.example"]},
    "bare.example": {},
    "hub.example": {"A": "192.0.2.9"},
    "local.example": {"A": "192.0.2.10"},
    "host.example": {"A": "192.0.2.11"},
    "192.0.2.7": {"PTR": "mail.example."},
    "192.0.2.8": {"rcode": "SERVFAIL"},
}
MACHINE = world(dns=DNS, users={"alice": {"home": "/home/alice"}})


def router(
    driver: RouterDriver, name: str = "r", *, transport: str | None = "smtp", always: bool = False, at: bool = True
) -> Router:
    return Router(name, Place(1, 4) if at else None, driver, transport, always)


def site(*routers: Router, **changed: object) -> MemoryTable:
    return table(users(), routers=routers, given=changed)


SMART = router(SmartHostDriver("hub.example"), "smart", transport="plain")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("al@far.example", ["smtp:al@far.example @@far.example"]),
        ("al@FAR.example.", ["smtp:al@far.example @@far.example"]),
        ("al@plain.example", ["smtp:al@plain.example @@plain.example"]),
        ("al@nomail.example", ["5.1.10 al@nomail.example"]),
        ("al@ours.example", ["smtp:al@ours.example @@ours.example"]),
        ("al@best.example", ["5.4.6 al@best.example"]),
        ("al@dead.example", ["5.4.4 al@dead.example"]),
        ("al@flaky.example", ["4.4.3 al@flaky.example"]),
        ("al@bare.example", ["5.1.2 al@bare.example"]),
        ("al@absent.example", ["5.1.2 al@absent.example"]),
        ("al@[192.0.2.1]", ["5.1.2 al@[192.0.2.1]"]),
        ("al%far.example@mail.example", ["smtp:al@far.example @@far.example"]),
        ("alice@mail.example", ["local:alice"]),
        ('"a\rb"@far.example', ['5.1.3 "a\rb"@far.example']),
        ("@", ["5.1.3 @"]),
    ],
)
def test_bind(address: str, expected: list[str]) -> None:
    assert summary(one(site(router(bind())), address, MACHINE)) == expected


@pytest.mark.parametrize(
    ("target", "hosts"),
    [
        ("far.example", ["10 a.far.example 192.0.2.1 2001:db8::1", "20 b.far.example 192.0.2.2"]),
        ("ours.example", ["5 c.far.example 192.0.2.4"]),
        ("half.example", ["10 flaky.example", "20 b.far.example 192.0.2.2"]),
        ("plain.example", ["0 plain.example 192.0.2.3"]),
    ],
)
def test_bind_gives_the_hosts_to_try_in_order(target: str, hosts: list[str]) -> None:
    delivery = one(site(router(bind())), f"al@{target}", MACHINE).deliveries[0]
    assert [" ".join([str(host.preference), host.name, *host.addresses]) for host in delivery.hosts] == hosts


@pytest.mark.parametrize(
    ("changes", "address", "expected"),
    [
        ({"match_domains": (".example",)}, "al@far.example", "smtp"),
        ({"match_domains": ("org",)}, "al@far.example", "plain"),
        ({"ignore_domains": ("!far.example", "example")}, "al@far.example", "smtp"),
        ({"ignore_domains": ("!far.example", "example")}, "al@plain.example", "plain"),
        ({"required": ("far.example",)}, "al@plain.example", "plain"),
        ({"domain_required": True}, "al@host", "plain"),
        ({}, "al@host", "smtp"),
        ({"defnames": False}, "al@host", "plain"),
        ({"defnames": False, "widen_domains": ("org", "example")}, "al@host", "smtp"),
        ({"mx_only": True}, "al@plain.example", "plain"),
        ({"mx_domains": ("example",)}, "al@plain.example", "plain"),
        ({"local_mx_okay": True}, "al@best.example", "plain"),
        ({"defer_no_connect": False}, "al@flaky.example", "plain"),
        ({"gateways": ("x.example", "org", "+", "hub.example", "uucp")}, "al@deep.uucp", "smtp"),
    ],
)
def test_bind_attributes(changes: dict[str, object], address: str, expected: str) -> None:
    found = one(site(router(bind(**changes)), SMART), address, MACHINE)
    assert [each.transport for each in found.deliveries] == [expected]


def test_a_gateway_is_told_the_target() -> None:
    driver = bind(gateways=("hub.example", "uucp"))
    assert summary(one(site(router(driver)), "al@deep.uucp", MACHINE)) == ["smtp:al@deep.uucp @@hub.example"]


def test_what_nobody_can_tell_is_never_an_unknown_host() -> None:
    data = site(router(bind(defer_no_connect=False)))
    assert summary(one(data, "al@flaky.example", MACHINE)) == ["4.4.3 al@flaky.example"]


@pytest.mark.parametrize(
    ("driver", "address", "expected"),
    [
        (HostByNameDriver((), (), False), "al@Plain.example", "smtp:al@plain.example @@plain.example"),
        (HostByNameDriver((), (), False), "al@far.example", "5.1.2 al@far.example"),
        (HostByNameDriver((), (), False), "al@flaky.example", "4.4.3 al@flaky.example"),
        (HostByNameDriver(("uucp",), (), False), "al@plain.example.uucp", "smtp:al@plain.example @@plain.example"),
        (HostByNameDriver((), ("org",), False), "al@plain.example", "5.1.2 al@plain.example"),
        (HostByNameDriver((), (), True), "al@plain.example", "5.1.2 al@plain.example"),
        (HostByNameDriver((), (), False), "al@[192.0.2.1]", "5.1.2 al@[192.0.2.1]"),
        (HostByAddrDriver(True, True), "al@[192.0.2.1]", "smtp:al@[192.0.2.1] @@[192.0.2.1]"),
        (HostByAddrDriver(True, True), "al@[IPv6:2001:db8::1]", "smtp:al@[IPv6:2001:db8::1] @@[IPv6:2001:db8::1]"),
        (HostByAddrDriver(True, True), "alice@[192.0.2.7]", "local:alice"),
        (HostByAddrDriver(True, False), "al@[192.0.2.7]", "smtp:al@[192.0.2.7] @@[192.0.2.7]"),
        (HostByAddrDriver(True, True), "al@[192.0.2.8]", "4.4.3 al@[192.0.2.8]"),
        (HostByAddrDriver(True, True), "al@[nonsense]", "5.1.2 al@[nonsense]"),
        (HostByAddrDriver(False, True), "al@[nonsense]", "5.1.2 al@[nonsense]"),
        (HostByAddrDriver(True, True), "al@far.example", "5.1.2 al@far.example"),
        (SmartHostDriver("hub"), "al@far.example", "smtp:al@far.example @@hub"),
        (SmartHostDriver("hub!next"), "al@far.example", "smtp:@next:al@far.example @@hub"),
        (SmartHostDriver("hub!%s"), "al@far.example", "smtp:al@far.example @@hub"),
        (SmartHostDriver("mail.example!hub"), "x!al", "smtp:al@x @@hub"),
        (SmartHostDriver("mail.example"), "al@far.example", "5.1.2 al@far.example"),
        (SmartHostDriver(None), "al@far.example", "5.1.2 al@far.example"),
    ],
)
def test_other_drivers(driver: RouterDriver, address: str, expected: str) -> None:
    assert summary(one(site(router(driver)), address, MACHINE)) == [expected]


def test_smarthost_by_variable_takes_its_transport_from_there_too() -> None:
    data = site(router(SmartHostDriver(None)), smart_path="hub", smart_transport="uux", auth_domains=("far.example",))
    assert summary(one(data, "al@else.example", MACHINE)) == ["uux:else.example!al @@hub"]
    assert summary(one(data, "al@x.far.example", MACHINE)) == ["5.1.2 al@x.far.example"]


def test_a_full_match_beats_the_smarthost_wherever_that_stands() -> None:
    data = site(SMART, router(bind()))
    assert summary(one(data, "al@far.example", MACHINE)) == ["smtp:al@far.example @@far.example"]
    assert summary(one(data, "al@absent.example", MACHINE)) == ["plain:al@absent.example @@hub.example"]


def test_always_stops_the_round() -> None:
    data = site(router(SmartHostDriver("hub"), transport="plain", always=True), router(bind()))
    found = one(data, "al@far.example", MACHINE)
    assert summary(found) == ["plain:al@far.example @@hub"]
    assert len(found.trace) == 1


def test_of_equal_matches_the_earlier_one_stays() -> None:
    data = site(SMART, router(SmartHostDriver("other"), "second"))
    assert summary(one(data, "al@x.example", MACHINE)) == ["plain:al@x.example @@hub.example"]


@pytest.mark.parametrize(
    ("grade", "expected"), [("A", "uux"), ("B", "uux"), ("C", "plain"), ("z", "smtp")]
)  # fmt: skip
def test_method_rows(grade: str, expected: str) -> None:
    methods = (
        Method("other", None, None, "local"),
        Method("HUB", None, "B", "uux"),
        Method("*", "C", "Z", "plain"),
    )
    data = site(Router("r", None, SmartHostDriver("hub"), "smtp", False, methods))
    found = resolve(data, ("al@x.example",), MessageFacts(grade=grade), MACHINE)[0]
    assert [each.transport for each in found.deliveries] == [expected]


@pytest.mark.parametrize("transport", [None, "nosuch"])
def test_a_router_without_a_transport_that_exists_waits(transport: str | None) -> None:
    failure = one(site(router(SmartHostDriver("hub"), transport=transport)), "al@x.example", MACHINE).failures[0]
    assert (failure.outcome.status, failure.outcome.place) == ("4.3.5", "routers:4")


def test_drivers_that_are_not_run() -> None:
    queryprogram = UnavailableDriver("queryprogram")
    assert summary(one(site(router(queryprogram, at=False), SMART), "a@x", MACHINE)) == ["plain:a@x @@hub.example"]
    assert summary(one(site(router(queryprogram), SMART), "a@x", MACHINE)) == ["4.3.5 a@x"]


def test_domain_tests() -> None:
    assert any_ends_in((".UUCP",), "a.uucp", or_equal=False)
    assert not any_ends_in(("uucp", ""), "uucp", or_equal=False)
    assert any_ends_in(("uucp",), "uucp", or_equal=True)
    assert not any_ends_in(("uucp",), "auucp", or_equal=True)
    assert stripped(("y.example", "example"), "x.y.example") == "x"
    assert stripped(("example",), "example") == "example"
    assert covered(("!a.b", "b"), "x.b") and not covered(("!a.b", "b"), "x.a.b") and not covered((), "b")


@pytest.mark.parametrize(
    ("only", "ignored", "address", "expected"),
    [
        ((), (), "al@x.org", "smtp"),
        (("org",), (), "al@x.org", "smtp"),
        (("org",), (), "al@ORG", "smtp"),
        (("org",), (), "al@x.example", "plain"),
        (("!lab.org", "org"), (), "al@x.lab.org", "plain"),
        (("org",), (), "al@[192.0.2.1]", "plain"),
        ((), ("org",), "al@x.org", "plain"),
        ((), ("!x.org", "org"), "al@x.org", "smtp"),
        ((), ("org",), "al@x.example", "smtp"),
    ],
)
def test_domains_of_any_router(only: tuple[str, ...], ignored: tuple[str, ...], address: str, expected: str) -> None:
    limited = msgspec.structs.replace(router(SmartHostDriver("hub")), only_match_domains=only, ignore_domains=ignored)
    found = one(site(limited, SMART), address, MACHINE)
    assert [each.transport for each in found.deliveries] == [expected]
