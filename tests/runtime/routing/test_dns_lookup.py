"""`${lookup:NAME:dns{KIND}...}`: found, missed, and unknown where a name server fails (S184, S185)."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_runtime.routing.dns_lookup import KINDS, dns_lookup
from smail_runtime.routing.fake_world import load_world
from smail_runtime.routing.values import Unknown
from smail_runtime.routing.world import World

SCRIPT = """
[dns."far.example"]
MX = ["20 b.far.example", "10 z.far.example", "10 a.far.example"]
A = ["192.0.2.1", "192.0.2.2"]
AAAA = "2001:db8::1"
TXT = ["v=spf1 -all", "two"]
[dns."null.example"]
MX = "0 ."
[dns."www.example"]
CNAME = "far.example"
[dns."192.0.2.1"]
PTR = "far.example"
[dns."broken.example"]
rcode = "SERVFAIL"
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    (tmp_path / "world.toml").write_text(SCRIPT)
    return load_world(tmp_path / "world.toml")[0]


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("MX", "far.example", "a.far.example z.far.example b.far.example"),
        ("mx", "far.example", "a.far.example z.far.example b.far.example"),
        ("MX", "null.example", None),
        ("MX", "www.example", "a.far.example z.far.example b.far.example"),
        ("A", "far.example", "192.0.2.1 192.0.2.2"),
        ("A", "null.example", None),
        ("AAAA", "far.example", "2001:db8::1"),
        ("CNAME", "www.example", "far.example"),
        ("CNAME", "far.example", None),
        ("TXT", "far.example", "v=spf1 -all two"),
        ("PTR", "192.0.2.1", "far.example"),
        ("PTR", "[192.0.2.1]", "far.example"),
        ("MX", "nowhere.example", None),
        ("A", "", None),
        ("SRV", "far.example", None),
        ("", "far.example", None),
    ],
)
def test_values(world: World, kind: str, name: str, value: str | None) -> None:
    assert dns_lookup(kind, name, world) == value


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_can_tell_is_unknown(world: World, kind: str) -> None:
    assert isinstance(dns_lookup(kind, "broken.example", world), Unknown)
