"""Driver bind, attribute by attribute, and mail that must not come back (semantics, section 14; RFC 5321)."""

from __future__ import annotations

import pytest

from smail_runtime.routing.routers.candidates import candidates, is_dns_name
from smail_runtime.table.expression import Text
from smail_runtime.table.router import BindDriver, British, Database, HostByNameDriver, Router, SmartHostDriver
from smail_testkit.routing import MemoryTable, bind, one, summary, table, users, world

DNS = {
    "plain.example": {"A": "192.0.2.3"},
    "six.example": {"AAAA": "2001:db8::3"},
    "mx.example": {"MX": "10 plain.example"},
    "to-mx.example": {"CNAME": "mx.example"},
    "to-a.example": {"CNAME": "plain.example"},
    "to-six.example": {"CNAME": "six.example"},
    "to-bare.example": {"CNAME": "bare.example"},
    "to-nothing.example": {"CNAME": "gone.example"},
    "to-slow.example": {"CNAME": "slow.example"},
    "round.example": {"CNAME": "about.example"},
    "about.example": {"CNAME": "round.example"},
    "twice.example": {"CNAME": "to-a.example"},
    "bare.example": {},
    "slow.example": {"rcode": "SERVFAIL"},
    "ours.example": {"A": "192.0.2.77"},
    "looped.example": {"A": "127.0.0.1"},
    "zero.example": {"A": "0.0.0.0"},
    "wide.example": {"A": ["255.255.255.255", "224.0.0.5"]},
    "partly.example": {"A": ["224.0.0.5", "192.0.2.9"]},
    "mx-ours.example": {"MX": ["5 plain.example", "10 six.example", "10 ours.example", "20 partly.example"]},
    "mx-first.example": {"MX": ["5 ours.example", "10 plain.example"]},
    "mx-loop.example": {"MX": ["5 looped.example", "5 plain.example"]},
    "mx-dead.example": {"MX": ["5 gone.example", "10 ours.example"]},
    "mx-wide.example": {"MX": ["5 wide.example"]},
    "mx-part.example": {"MX": ["5 wide.example", "9 partly.example"]},
    "fall.example": {"MX": "10 plain.example"},
    "uk.ac.leeds": {"A": "192.0.2.20"},
    "leeds.ac.uk": {"MX": ["5 gw.ac.uk", "50 far.ac.uk"]},
    "gw.ac.uk": {"A": "192.0.2.21"},
    "far.ac.uk": {"A": "192.0.2.22"},
    "host.deep.mail.example.org": {"A": "192.0.2.30"},
    "deep.example.org": {"A": "192.0.2.31"},
}
MACHINE = world(dns=DNS, own_addresses=["192.0.2.77"], files={"/etc/smail/grey": {"text": "leeds.ac.uk yes\n"}})


def site(driver: BindDriver, *, smart: bool = False, **variables: object) -> MemoryTable:
    routers = [Router("r", None, driver, "smtp")]
    if smart:
        routers.append(Router("s", None, SmartHostDriver("hub"), "plain"))
    return table(users(), routers=tuple(routers), given=variables)


def outcome(address: str, *, smart: bool = False, **changes: object) -> list[str]:
    return summary(one(site(bind(**changes), smart=smart), address, MACHINE))


def hosts(target: str, **changes: object) -> list[str]:
    [delivery] = one(site(bind(**changes)), f"al@{target}", MACHINE).deliveries
    return [f"{host.preference} {' '.join([host.name, *host.addresses])}" for host in delivery.hosts]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("to-mx.example", "smtp:al@to-mx.example @@to-mx.example"),
        ("to-a.example", "smtp:al@to-a.example @@to-a.example"),
        ("to-six.example", "smtp:al@to-six.example @@to-six.example"),
        ("twice.example", "smtp:al@twice.example @@twice.example"),
        ("to-bare.example", "5.1.2 al@to-bare.example"),
        ("to-nothing.example", "5.1.2 al@to-nothing.example"),
        ("to-slow.example", "4.4.3 al@to-slow.example"),
        ("round.example", "4.4.3 al@round.example"),
    ],
)
def test_aliases(target: str, expected: str) -> None:
    assert outcome(f"al@{target}") == [expected]


def test_too_many_aliases_are_never_an_unknown_host() -> None:
    assert outcome("al@twice.example", cname_limit=1) == ["4.4.3 al@twice.example"]
    assert outcome("al@to-a.example", cname_limit=1) == ["smtp:al@to-a.example @@to-a.example"]
    assert outcome("al@twice.example", cname_limit=1, defer_no_connect=False, smart=True) == [
        "plain:al@twice.example @@hub"
    ]


def test_gethostbyname_gives_the_official_name() -> None:
    data = table(users(), routers=(Router("r", None, HostByNameDriver((), (), False), "smtp"),))
    assert summary(one(data, "al@Twice.example", MACHINE)) == ["smtp:al@plain.example @@plain.example"]
    assert summary(one(data, "al@round.example", MACHINE)) == ["4.4.3 al@round.example"]


@pytest.mark.parametrize("target", ["ours.example", "looped.example", "zero.example", "mx-first.example",
                                    "mx-loop.example", "mx-dead.example"])  # fmt: skip
def test_mail_that_would_come_back_fails_at_once(target: str) -> None:
    assert outcome(f"al@{target}") == [f"5.4.6 al@{target}"]
    assert outcome(f"al@{target}", local_mx_okay=True, smart=True) == [f"plain:al@{target} @@hub"]


def test_exchangers_as_good_as_this_host_do_not_count() -> None:
    assert hosts("mx-ours.example") == ["5 plain.example 192.0.2.3"]


def test_addresses_that_no_host_has() -> None:
    assert outcome("al@wide.example") == ["5.4.4 al@wide.example"]
    assert outcome("al@mx-wide.example") == ["5.4.4 al@mx-wide.example"]
    assert hosts("partly.example") == ["0 partly.example 192.0.2.9"]
    assert hosts("mx-part.example") == ["9 partly.example 192.0.2.9"]


def test_the_fallback_gateway_takes_what_is_not_found() -> None:
    assert outcome("al@none.example", fallback_gateway="Fall.example") == ["smtp:al@none.example @@fall.example"]
    assert outcome("al@none.example", fallback_gateway="gone.example") == ["5.1.2 al@none.example"]
    assert outcome("al@slow.example", fallback_gateway="fall.example") == ["4.4.3 al@slow.example"]
    assert outcome("al@plain.example", fallback_gateway="fall.example") == ["smtp:al@plain.example @@plain.example"]
    undecided = outcome("al@slow.example", fallback_gateway="fall.example", defer_no_connect=False)
    assert undecided == ["4.4.3 al@slow.example"]


def test_required_looks_at_the_name_that_was_found() -> None:
    assert outcome("al@plain.example", required=("!plain.example", "example")) == ["5.1.2 al@plain.example"]
    assert outcome("al@plain", required=("example",)) == ["smtp:al@plain.example @@plain.example"]


@pytest.mark.parametrize(
    ("changes", "name", "expected"),
    [
        ({}, "a", ["a.mail.example.org"]),
        ({}, "a.b", ["a.b"]),
        ({"defnames": False}, "a", ["a"]),
        ({"dns_search": True}, "a", ["a.mail.example.org", "a.example.org"]),
        ({"dns_search": True}, "a.b", ["a.b", "a.b.mail.example.org", "a.b.example.org"]),
        ({"widen_domains": (".x", "", "y.")}, "a.b", ["a.b", "a.b.x", "a.b.y"]),
        ({"british": British(try_inverting=True), "widen_domains": ("x",)}, "a.b", ["a.b", "a.b.x", "b.a", "b.a.x"]),
        ({"british": British(try_inverting=True)}, "a.uk", ["a.uk"]),
        ({"british": British(".gb", try_inverting=True)}, "a.uk", ["a.uk", "uk.a"]),
        ({"british": British(try_inverting=True), "defnames": False}, "a", ["a"]),
    ],
)
def test_names_that_are_tried(changes: dict[str, object], name: str, expected: list[str]) -> None:
    assert list(candidates(bind(**changes), name, "host.mail.example.org")) == expected


@pytest.mark.parametrize(
    ("settings", "target", "expected"),
    [
        (British(), "leeds.ac.uk", "smtp:al@leeds.ac.uk @@leeds.ac.uk"),
        (British(try_inverting=True), "leeds.ac.none", "5.1.2 al@leeds.ac.none"),
        (British(try_inverting=True), "leeds.ac.UK.", "smtp:al@leeds.ac.uk @@leeds.ac.uk"),
        (British(max_precedence=9), "leeds.ac.uk", "smtp:al@leeds.ac.uk @@leeds.ac.uk"),
        (British(max_precedence=4), "leeds.ac.uk", "5.1.2 al@leeds.ac.uk"),
        (British(max_precedence=4, transport="uux"), "leeds.ac.uk", "uux:al @@uk.ac.leeds"),
        (British(max_precedence=4, transport="uux", worldorder=True), "leeds.ac.uk", "uux:al @@leeds.ac.uk"),
        (British(max_precedence=4, transport="uux", relay="gb"), "leeds.ac.uk", "uux:uk.ac.leeds!al @@gb"),
        (British(max_precedence=4, transport="uux", hosts=("X.uk",)), "leeds.ac.uk", "5.1.2 al@leeds.ac.uk"),
        (British(max_precedence=4, transport="uux", hosts=("LEEDS.ac.uk",)), "leeds.ac.uk", "uux:al @@uk.ac.leeds"),
        (British(max_precedence=4), "mx.example", "smtp:al@mx.example @@mx.example"),
        (British(ignore_gateways=("GW.ac.uk", "far.ac.uk")), "leeds.ac.uk", "5.1.2 al@leeds.ac.uk"),
    ],
)
def test_british_names(settings: British, target: str, expected: str) -> None:
    assert outcome(f"al@{target}", british=settings) == [expected]


@pytest.mark.parametrize(
    ("file", "expected"),
    [("grey", "uux:al @@uk.ac.leeds"), ("absent", "4.3.5 al@leeds.ac.uk")],
)
def test_a_database_of_greybook_hosts(file: str, expected: str) -> None:
    settings = British(max_precedence=1, transport="uux", data=Database(Text((file,)), "lsearch"))
    assert outcome("al@leeds.ac.uk", british=settings) == [expected]


def test_an_ignored_gateway_leaves_the_others() -> None:
    assert hosts("leeds.ac.uk", british=British(ignore_gateways=("gw.ac.uk",))) == ["50 far.ac.uk 192.0.2.22"]


@pytest.mark.parametrize("name", ["a" * 64 + ".example", "a..b", "a." * 130 + "b", ""])
def test_names_that_cannot_be_in_the_dns_are_not_asked_for(name: str) -> None:
    assert not is_dns_name(name)
    if name:
        assert outcome(f"al@{name}") == [f"5.1.2 al@{name}"]
