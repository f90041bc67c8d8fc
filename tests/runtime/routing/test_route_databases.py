"""Routers with a database: pathalias, rewrite, reroute (reference semantics, section 14; language, c.7)."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.resolve import resolve
from smail_runtime.routing.routers.database import ladder
from smail_runtime.routing.routers.route_text import route_of
from smail_runtime.table.base import Place
from smail_runtime.table.expression import Text, Variable
from smail_runtime.table.router import (
    Database,
    HostByNameDriver,
    PathAliasDriver,
    RerouteDriver,
    RewriteDriver,
    Router,
    RouterDriver,
    SmartHostDriver,
)
from smail_testkit.routing import MemoryTable, one, summary, table, users, world

PATHS = """\
ash            ash!%s
.ash.example   gate!ash!%s  and a comment
.example       hub!%s
deep.example   hub!deep!%s
.org           mail!second!%s
here           %s
.here          %s
us             mail.example!%s
broken         ash
two.fit        ash!y"w!%s
"""
NEW = """\
old.example     +$user@new.example
.old.example    +${lc:user}@new.example
never.example   -
tool.example    +|/bin/sh
bad.example     $user@new.example
lookup.example  +${lookup:user:lsearch{x}{y}}
nohost.example  +$user@
parent.example  +${parent:user}@new.example
loop.example    +$user@pool.example
pool.example    +$user@loop.example
"""
STARTS = "ash: +\noak: -\n.far.example: +\n.example: -\nmail: -\n"
MACHINE = world(
    files={
        "/etc/smail/paths": {"text": PATHS},
        "/etc/smail/new": {"text": NEW},
        "/etc/smail/starts": {"text": STARTS},
        "/etc/smail/sorted": {"text": "ash\tash!%s\nelm:elm!%s\n"},
        "/etc/smail/secret": {"unreadable": "Permission denied"},
    },
    dns={"new.example": {"A": "192.0.2.1"}, "known.ash.example": {"A": "192.0.2.2"}},
    users={"alice": {}},
)


def text(file: str, **changes: object) -> Database:
    """A text database that is read when mail comes."""
    return msgspec.structs.replace(Database(Text((file,)), "lsearch"), **changes)


def site(*drivers: RouterDriver, **changes: object) -> MemoryTable:
    """Routers in this order, transport smtp, a smart host last."""
    routers = [Router(f"r{number}", Place(1, number), one, "smtp") for number, one in enumerate(drivers, 1)]
    return table(users(), routers=tuple(routers), given=changes)


def outcome(address: str, *drivers: RouterDriver, sender: str = "s@far.example") -> list[str]:
    return summary(one(site(*drivers), address, MACHINE, sender=sender))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("al@ash", "smtp:al@ash @@ash"),
        ("al@ASH", "smtp:al@ash @@ash"),
        ("al@ash.example", "smtp:al@ash @@gate"),
        ("al@x.ash.example", "smtp:@ash:al@x.ash.example @@gate"),
        ("al@X.y.ash.example", "smtp:@ash:al@X.y.ash.example @@gate"),
        ("al@example", "smtp:al@hub @@hub"),
        ("al@x.example", "smtp:al@x.example @@hub"),
        ("al@deep.example", "smtp:al@deep @@hub"),
        ("al@.deep.example", "smtp:al@deep @@hub"),
        ("al@deep.example.", "smtp:al@deep @@hub"),
        ("al@x.deep.example", "smtp:@deep:al@x.deep.example @@hub"),
        ("al@x.org", "smtp:al@x.org @@second"),
        ("alice@here", "local:alice"),
        ("alice@us", "local:alice"),
        ("alice@x.here", "5.1.2 alice@x.here"),
        ("al@broken", "4.3.5 al@broken"),
        ("al@two.fit", "4.3.5 al@two.fit"),
        ("al@unknown", "5.1.2 al@unknown"),
        ("al@[192.0.2.1]", "5.1.2 al@[192.0.2.1]"),
        ("a..b@..", "5.1.2 a..b@.."),
    ],
)
def test_pathalias(address: str, expected: str) -> None:
    assert outcome(address, PathAliasDriver(text("paths"))) == [expected]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("al@ash.uucp", "smtp:al@ash @@ash"),
        ("al@x.ash.example.uucp", "smtp:@ash:al@x.ash.example.uucp @@gate"),
        ("al@ash", "5.1.2 al@ash"),
        ("al@uucp", "5.1.2 al@uucp"),
    ],
)
def test_the_domain_to_strip_and_the_required_one(address: str, expected: str) -> None:
    assert outcome(address, PathAliasDriver(text("paths"), ("uucp",), ("uucp",))) == [expected]


def test_a_longer_match_replaces_a_shorter_one_and_a_tie_keeps_the_earlier() -> None:
    smart = SmartHostDriver("elsewhere")
    known = HostByNameDriver((), (), False)
    paths = PathAliasDriver(text("paths"))
    assert outcome("al@x.ash.example", smart, paths) == ["smtp:@ash:al@x.ash.example @@gate"]
    assert outcome("al@known.ash.example", paths, known) == ["smtp:al@known.ash.example @@known.ash.example"]
    assert outcome("alice@x.here", smart, paths) == ["5.1.2 alice@x.here"]  # partly local blocks the smart host


def test_stripped_characters_count_as_matched() -> None:
    """`.example` with six characters of `.uucp` behind it is longer than `.ash.example` would be without."""
    stripped = PathAliasDriver(text("paths"), ("uucp",))
    data = table(
        users(),
        routers=(
            Router("short", None, PathAliasDriver(text("dots")), "uux"),
            Router("long", None, stripped, "smtp"),
        ),
    )
    machine = world(files={"/etc/smail/dots": {"text": ".uucp gw!%s\n"}, "/etc/smail/paths": {"text": PATHS}})
    assert [each.host for each in one(data, "al@x.example.uucp", machine).deliveries] == ["hub"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (text("absent"), "4.3.5 al@ash"),
        (text("absent", tryagain=True), "4.3.0 al@ash"),
        (text("absent", optional=True), "5.1.2 al@ash"),
        (text("secret"), "4.3.0 al@ash"),
        (text("secret", optional=True), "4.3.0 al@ash"),
        (text("paths", missing=True), "4.3.5 al@ash"),
        (text("paths", proto="yp"), "4.3.5 al@ash"),
        (text("/etc/smail/paths"), "smtp:al@ash @@ash"),
        (text("sorted", proto="bsearch"), "smtp:al@ash @@ash"),
        (text("paths", proto="bsearch"), "4.3.5 al@ash"),  # one separator is consumed, no more
    ],
)
def test_what_nobody_can_tell_waits(data: Database, expected: str) -> None:
    assert outcome("al@ash", PathAliasDriver(data)) == [expected]
    rewritten = [expected] if expected[0] in "45" else ["4.3.5 al@ash"]
    assert outcome("al@ash", RewriteDriver(data)) == rewritten


def test_a_database_in_the_table() -> None:
    driver = PathAliasDriver(text("paths", section="router:r"))
    data = table(users(), routers=(Router("r", None, driver, "smtp"),), sections={"router:r": {"ash": "ash!%s"}})
    found = one(data, "al@Ash", world())
    assert summary(found) == ["smtp:al@ash @@ash"]
    assert found.trace[0].reason == "ash!%s on line 1 of paths"


def test_a_file_name_without_value_closes_the_database() -> None:
    data = Database(Text((Variable("user"),)), "lsearch")
    assert outcome("al@ash", PathAliasDriver(data)) == ["4.3.5 al@ash"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("al@old.example", "smtp:al@new.example @@new.example"),
        ("AL@sub.old.example", "smtp:al@new.example @@new.example"),
        ('"a b"@old.example', 'smtp:"a b"@new.example @@new.example'),
        ('"a@b"@old.example', 'smtp:"a@b"@new.example @@new.example'),
        ('"a!b"@old.example', 'smtp:"a!b"@new.example @@new.example'),
        ("a%b@old.example", "5.1.2 a%b@old.example"),
        ("a!b@old.example", "5.1.2 a!b@old.example"),
        ("al@never.example", "5.1.2 al@never.example"),
        ("al@else.example", "5.1.2 al@else.example"),
        ("al@tool.example", "5.1.1 |/bin/sh"),
        ("al@bad.example", "4.3.5 al@bad.example"),
        ("al@lookup.example", "4.3.5 al@lookup.example"),
        ("al@nohost.example", "5.1.1 al@"),
        ("al@parent.example", "4.3.5 al@parent.example"),
        ("al@loop.example", "5.4.6 al@loop.example"),
    ],
)
def test_rewrite(address: str, expected: str) -> None:
    assert outcome(address, RewriteDriver(text("new")), HostByNameDriver((), (), False)) == [expected]


def test_rewrite_is_limited_by_required() -> None:
    driver = RewriteDriver(text("new"), required=("org",))
    assert outcome("al@old.example", driver) == ["5.1.2 al@old.example"]


@pytest.mark.parametrize(
    ("settings", "address", "expected"),
    [
        ({"matchall": True}, "a!b!c!al", "c!al"),
        ({"matchall": True}, "a!al", None),
        ({"matchall": True}, "al@a", None),
        ({"matchall": True}, "a!b!al%c", None),
        ({"matchall": True}, "a!b@c!al", None),
        ({"matchlocal": True}, "a!mail!c!al", "c!al"),
        ({"matchlocal": True}, "a!mail!c!MAIL.example!alice", "alice"),
        ({"matchlocal": True}, "a!b!al", None),
        ({"matchlocal": True, "bounceonly": True}, "a!mail!c!al", None),
        ({"matchdb": True}, "a!ash!oak!al", "ash!oak!al"),
        ({"matchdb": True}, "a!x.far.example!oak!al", "x.far.example!oak!al"),
        ({"matchdb": True}, "a!x.example!oak!al", None),
        ({"matchdb": True}, "ash!oak!al", None),
        ({}, "a!ash!oak!al", None),
        ({"matchall": True, "required": ("uucp",)}, "a!b!al", None),
    ],
)
def test_reroute(settings: dict[str, object], address: str, expected: str | None) -> None:
    driver = msgspec.structs.replace(RerouteDriver(text("starts")), **settings)
    found = one(site(driver), address, MACHINE)
    said = [step.reason for step in found.trace if step.stage == "router" and step.matched]
    assert [one.rpartition(": ")[2] for one in said[:1]] == ([expected] if expected else [])


def test_bounces_alone_are_rerouted_past_this_host() -> None:
    driver = RerouteDriver(None, matchlocal=True, bounceonly=True)
    data = site(driver, SmartHostDriver("hub"))
    found = resolve(data, ("a!mail!c!al",), MessageFacts(sender=""), MACHINE)[0]
    assert summary(found) == ["smtp:al@c @@hub"]


def test_reroute_waits_for_a_database_nobody_can_read() -> None:
    assert outcome("a!b!al", RerouteDriver(text("secret"), matchdb=True)) == ["4.3.0 a!b!al"]
    assert outcome("a!b!al", RerouteDriver(text("secret"))) == ["5.1.2 a!b!al"]


def test_the_ladder() -> None:
    assert [key for key, _ in ladder("a.b.c")] == ["a.b.c", ".a.b.c", ".b.c", "b.c", ".c", "c"]
    assert [key for key, _ in ladder(".a.b")] == [".a.b", "a.b", ".b", "b"]
    assert list(ladder("")) == list(ladder(".")) == list(ladder("a." * 200)) == []


@given(st.text("ab.", max_size=12))
def test_keys_are_ends_of_the_name_and_cover_what_they_say(name: str) -> None:
    bare = name.removeprefix(".")
    covered = [length for _, length in ladder(name)]
    assert covered == sorted(covered, reverse=True)
    for key, length in ladder(name):
        assert len(key.removeprefix(".")) <= length <= len(bare)
        assert bare.endswith(key) or (length == len(bare) and key.removeprefix(".") == bare)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("%s", ()),
        ("a!%s", ("a",)),
        ("a!b.c!%s rest", ("a", "b.c")),
        ("a!%s\tx", ("a",)),
        ("", None),
        ("a", None),
        ("a!", None),
        ("!%s", None),
        ("a!!%s", None),
        ("%s@a", None),
        ("a!%s@b", None),
        ("-o!%s", None),
        ("a b!%s", None),
    ],
)
def test_routes(value: str, expected: tuple[str, ...] | None) -> None:
    assert route_of(value) == expected
