"""Identities, and what the directors user and smartuser take, pass and make wait (section 13)."""

from __future__ import annotations

import pytest

from smail_runtime.mail.outcome import Result
from smail_runtime.routing.fake_world import FakeWorld, Script
from smail_runtime.routing.world import Absent, Found, Login, Unknown
from smail_runtime.table.base import Place, UnavailableDriver
from smail_runtime.table.director import Director, Identity, UserDriver
from smail_runtime.table.expression import Home, Text, Variable
from smail_testkit.people import USER, machine, reasons, site
from smail_testkit.routing import (
    aliases,
    forward,
    one,
    smartuser,
    summary,
    table,
    text,
    users,
)


def test_set_and_default_identities() -> None:
    where = machine(**{"home_alice_.forward": '"|/bin/x"'})
    for kind, value, expected in (
        ("set", Identity("joe", "staff", text("/srv")), ("joe", "staff", "/srv")),
        ("set", Identity("nosuch", "staff"), ("alice", None, "/home/alice")),
        ("set", Identity(None, "staff", text(USER)), ("alice", None, "/home/alice")),
        ("set", Identity(None, None, text("/h/", USER), "/h/$user"), ("alice", None, "/h/$user")),
        ("set", Identity(None, None, text(Home("joe")), "~joe"), ("alice", None, "/home/joe")),
        ("default", Identity(None, None, text(USER), "$user"), ("alice", None, "/home/alice")),
        ("default", Identity("joe", "staff", text("/srv")), ("alice", None, "/home/alice")),
    ):
        found = one(site(forward(given={kind: value})), "alice", where).deliveries[0]
        assert (found.user, found.group, found.home) == expected
    data = site(aliases(default=Identity("joe", "staff", text("/srv"))), aliases={"log": '"|/bin/x"'})
    found = one(data, "log", where).deliveries[0]
    assert (found.user, found.group, found.home) == ("joe", "staff", "/srv")


def test_whose_mail_nobody_can_tell_waits() -> None:
    """An account that cannot be looked up for now is not as if it were not written."""

    class Out(FakeWorld):
        def login(self, name: str) -> Found[Login] | Absent | Unknown:
            return Unknown("the directory is out") if name == "joe" else super().login(name)

    for identity in (Identity("joe"), Identity(home=text(Home("joe")), raw_home="~joe")):
        data = site(aliases(set=identity), aliases={"log": '"|/bin/x", alice'})
        found = one(data, "log", Out(Script()))
        assert found.deliveries == ()
        assert [(fail.outcome.result, fail.outcome.reason) for fail in found.failures] == [
            (Result.DEFERRED, "director aliases: the directory is out")
        ]


def test_user_with_prefix_and_case() -> None:
    real = Director("real", Place(0, 3), UserDriver("local", "real-", True, None))
    data = site(aliases(), users(), real, aliases={"alice": "joe"})
    assert summary(one(data, "Real-ALICE", machine())) == ["local:alice"]
    assert summary(one(data, "ALICE", machine())) == ["local:joe"]
    assert summary(one(site(users()), "ALICE", machine())) == ["5.1.1 ALICE"]
    assert reasons(site(real), "alice", machine()) == ["real: prefix real- is absent"]


def test_user_from_a_password_file() -> None:
    driver = UserDriver("local", None, False, "mailusers")
    data = site(users(driver=driver))
    where = machine(etc_smail_mailusers="# x\nbroken:x\nbob:*:500:50:Bob:/srv/bob:\n")
    found = one(data, "bob", where)
    assert (summary(found), found.deliveries[0].home) == (["local:bob"], "/srv/bob")
    assert summary(one(data, "alice", where)) == ["5.1.1 alice"]
    assert summary(one(data, "bob", machine())) == ["4.3.0 bob"]


def test_user_with_a_transport_that_does_not_exist_waits() -> None:
    data = site(users(driver=UserDriver("nosuch", None, False, None)))
    failure = one(data, "alice", machine()).failures[0].outcome
    assert (failure.status, failure.result.value, failure.place) == ("4.3.5", "deferred", "directors:9")


@pytest.mark.parametrize(
    ("new_user", "name", "expected"),
    [
        (text(USER, "@hub.example"), "x.y  z", "5.1.2 x.y.z@hub.example"),
        (text(USER, "@hub.example"), "x;y", "5.1.1 x;y"),
        (text("alice"), "whoever", "local:alice"),
        (text("|/bin/sh ", USER), "whoever", "5.1.1 |/bin/sh whoever"),
        (text(Variable("home")), "whoever", "4.3.5 whoever"),
        (text("x-", USER), "whoever", "5.1.1 x-whoever"),
    ],
)
def test_smartuser(new_user: Text, name: str, expected: str) -> None:
    assert summary(one(site(users(), smartuser(new_user)), name, machine())) == [expected]


def test_smartuser_quotes_or_delivers_or_rests() -> None:
    quoting = smartuser(text(USER, "@hub.example"), well_formed_only=False)
    assert summary(one(site(quoting), "x;y", machine())) == ['5.1.2 "x;y"@hub.example']
    direct = smartuser(text(USER), transport="local")
    assert summary(one(site(direct), "x", machine())) == ["local:x"]
    by_variable = table(users(), smartuser(None), smart_user=text("alice"))
    assert summary(one(by_variable, "x", machine())) == ["local:alice"]
    assert summary(one(site(smartuser(None)), "x", machine())) == ["5.1.1 x"]


def test_drivers_that_are_not_run() -> None:
    built_in = Director("nis", None, UnavailableDriver("altuser"))
    own = Director("nis", Place(0, 2), UnavailableDriver("altuser"))
    assert summary(one(site(built_in, users()), "alice", machine())) == ["local:alice"]
    assert summary(one(site(own, users()), "alice", machine())) == ["4.3.5 alice"]
