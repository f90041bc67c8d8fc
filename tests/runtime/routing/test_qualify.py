"""Short names are completed where an address is written for another host, and nowhere else (sections 20 and d.1)."""

from __future__ import annotations

import msgspec
import pytest

from smail_runtime.routing.qualify import qualified
from smail_runtime.table.program import Qualify
from smail_runtime.table.router import HostByNameDriver, PathAliasDriver, Router, RouterDriver, SmartHostDriver
from smail_testkit.routing import MemoryTable, one, summary, table, users, world
from tests.runtime.routing.test_route_databases import text

ROWS = (Qualify("ash", "lab.example"), Qualify("ASH", "other.example"), Qualify("*", "uucp"), Qualify("oak", "late"))
MACHINE = world(
    dns={"ash": {"A": "192.0.2.1"}},
    files={"/etc/smail/paths": {"text": "oak: gw!%s\n.far: gw!next!%s\n"}},
    users={"alice": {}},
)


def site(driver: RouterDriver, transport: str) -> MemoryTable:
    data = table(users(), routers=(Router("r", None, driver, transport),))
    return MemoryTable(msgspec.structs.replace(data.program, qualify=ROWS), {})


@pytest.mark.parametrize(
    ("driver", "transport", "address", "expected"),
    [
        (SmartHostDriver("hub"), "smtp", "al@ash", "smtp:al@ash.lab.example @@hub"),
        (SmartHostDriver("hub"), "smtp", "al@oak", "smtp:al@oak.uucp @@hub"),
        (SmartHostDriver("hub"), "smtp", "al@oak.example", "smtp:al@oak.example @@hub"),
        (SmartHostDriver("hub"), "smtp", "ash!al", "smtp:al@ash.lab.example @@hub"),
        (SmartHostDriver("hub"), "uux", "al@ash", "uux:ash!al @@hub"),
        (SmartHostDriver("hub"), "plain", "ash!al", "plain:ash!al @@hub"),
        (HostByNameDriver((), (), False), "smtp", "al@ASH", "smtp:al@ash.lab.example @@ash"),
        (PathAliasDriver(text("paths")), "smtp", "al@x.far", "smtp:@next.uucp:al@x.far @@gw"),
        (PathAliasDriver(text("paths")), "uux", "al@oak", "uux:al @@gw"),
        (SmartHostDriver("hub"), "smtp", "alice@mail", "local:alice"),
    ],
)
def test_addresses_for_other_hosts(driver: RouterDriver, transport: str, address: str, expected: str) -> None:
    assert summary(one(site(driver, transport), address, MACHINE)) == [expected]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("al@[192.0.2.1]", "al@[192.0.2.1]"),
        ("al", "al"),
        ("al%ash", "al%ash"),
        ("@ash,@oak:al@elm", "@ash.lab.example,@oak:al@elm"),
        ('"a@b"@ash', '"a@b"@ash.lab.example'),
        ("al@", "al@"),
        ("<", "<"),
    ],
)
def test_what_has_a_short_host(address: str, expected: str) -> None:
    assert qualified(address, ROWS) == expected
    assert qualified(address, ()) == address


def test_without_a_row_for_any_a_name_stays() -> None:
    assert qualified("al@elm", ROWS[:1]) == "al@elm"
