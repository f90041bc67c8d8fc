"""DNS answers in three values, from a real name server on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from smail_runtime.net.dns import Dns
from smail_runtime.routing.world import Absent, Found, Mx, Unknown
from smail_testkit.dns_server import NameServer, free_port, name_server

RECORDS = {
    "far.example": {"MX": ["20 b.far.example.", "10 a.far.example."], "A": ["192.0.2.1"], "AAAA": ["2001:db8::1"]},
    "plain.example": {"A": ["192.0.2.2"]},
    "text.example": {"TXT": ['"x"', '"v=spf1 " "-all"']},
    "null.example": {"MX": ["0 ."]},
    "broken.example": {"RCODE": ["SERVFAIL"]},
    "silent.example": {"SILENT": [""]},
    "big.example": {"TRUNCATED": [""], "MX": ["5 m.big.example."]},
    "1.2.0.192.in-addr.arpa": {"PTR": ["far.example."]},
}


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[NameServer, Dns]]:
    with name_server(RECORDS) as (server, address):
        yield server, Dns(address, lifetime=0.3)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("far.example", Found((Mx(20, "b.far.example"), Mx(10, "a.far.example")))),
        ("FAR.example.", Found((Mx(20, "b.far.example"), Mx(10, "a.far.example")))),
        ("plain.example", Found(())),
        ("null.example", Found((Mx(0, ""),))),
        ("big.example", Found((Mx(5, "m.big.example"),))),
        ("nowhere.example", Absent),
        ("a..b", Absent),
        ("x" * 70 + ".example", Absent),
        ("broken.example", Unknown),
        ("silent.example", Unknown),
    ],
)
def test_mx(served: tuple[NameServer, Dns], name: str, expected: object) -> None:
    found = served[1].mx(name)
    if isinstance(expected, type):
        assert type(found) is expected
    else:
        assert isinstance(found, Found)
        assert isinstance(expected, Found)
        assert sorted(found.value, key=str) == sorted(expected.value, key=str)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("far.example", Found(("192.0.2.1", "2001:db8::1"))),
        ("plain.example", Found(("192.0.2.2",))),
        ("text.example", Absent),
        ("nowhere.example", Absent),
        ("broken.example", Unknown),
    ],
)
def test_addresses(served: tuple[NameServer, Dns], name: str, expected: object) -> None:
    found = served[1].addresses(name)
    assert type(found) is expected if isinstance(expected, type) else found == expected


def test_names_of_addresses(served: tuple[NameServer, Dns]) -> None:
    dns = served[1]
    assert dns.name_of("192.0.2.1") == Found("far.example")
    assert isinstance(dns.name_of("192.0.2.9"), Absent)
    assert isinstance(dns.name_of("no address"), Absent)


def test_truncated_answers_are_asked_again_by_tcp(served: tuple[NameServer, Dns]) -> None:
    served[1].mx("big.example")
    assert "big.example MX tcp" in served[0].asked


def test_answers_are_kept_for_their_time() -> None:
    with name_server(RECORDS) as (server, address):
        dns = Dns(address)
        assert dns.mx("far.example") == dns.mx("far.example")
        assert server.asked == ["far.example MX udp"]


def test_no_name_server_is_unknown_and_says_which_question() -> None:
    found = Dns(("127.0.0.1", free_port()), lifetime=0.2).mx("far.example")
    assert isinstance(found, Unknown)
    assert "MX of far.example" in found.reason


def test_texts(served: tuple[NameServer, Dns]) -> None:
    found = served[1].texts("text.example")
    assert isinstance(found, Found) and sorted(found.value) == ["v=spf1 -all", "x"]
    assert served[1].texts("plain.example") == Found(())
    assert isinstance(served[1].texts("nowhere.example"), Absent)
    assert isinstance(served[1].texts("broken.example"), Unknown)
