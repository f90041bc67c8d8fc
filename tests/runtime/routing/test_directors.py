"""What each director takes, passes and makes wait (section 13)."""

from __future__ import annotations

import pytest

from smail_runtime.mail.outcome import Result
from smail_runtime.routing.fake_world import FakeWorld, Script
from smail_runtime.routing.world import Absent, Found, Login, Unknown
from smail_runtime.table.base import Place, UnavailableDriver
from smail_runtime.table.director import AliasFileDriver, Director, FileChecks, Identity, IncludeDriver, UserDriver
from smail_runtime.table.expression import Home, Text, Variable
from smail_testkit.routing import (
    INCLUDES,
    MemoryTable,
    aliases,
    forward,
    one,
    smartuser,
    summary,
    table,
    text,
    users,
    world,
)

USER = Variable("user")
PEOPLE = {
    "alice": {"home": "/home/alice", "uid": 1001},
    "joe": {"home": "/home/joe", "uid": 1002},
    "daemon": {"home": "/", "uid": 2},
    "nobody": {"home": "/nonexistent", "uid": 65534},
}


def machine(**files: object) -> FakeWorld:
    """The people above and files given as `path=text` or `path=table`; `_` stands for `/` in paths."""
    listed = {
        "/" + path.replace("_", "/"): {"text": told} if isinstance(told, str) else told
        for path, told in files.items()
    }
    return world(users=PEOPLE, groups={"staff": 50}, files=listed)


def site(*directors: Director, **sections: dict[str, str]) -> MemoryTable:
    return table(*directors, sections=sections)


def reasons(data: MemoryTable, recipient: str, where: FakeWorld) -> list[str]:
    return [f"{step.name}: {step.reason}" for step in one(data, recipient, where).trace]


# aliasfile


def test_alias_data_in_the_table() -> None:
    data = site(aliases(), users(), aliases={"staff": "alice, joe", "Ops": '"|/bin/log -x", /var/log/ops'})
    assert summary(one(data, "STAFF", machine())) == ["local:alice", "local:joe"]
    assert summary(one(data, "ops@mail.example", machine())) == ["pipe:/bin/log -x", "file:/var/log/ops"]
    assert reasons(data, "staff", machine())[:2] == [
        "aliases: took it: alias `staff` on line 1 of aliases gives 2 addresses",
        "aliases: no alias `alice` in aliases",
    ]


@pytest.mark.parametrize(
    ("optional", "missing", "file", "expected"),
    [
        (True, True, None, "local:alice"),
        (False, True, None, "4.3.0 alice"),
        (True, False, None, "local:alice"),
        (False, False, None, "4.3.0 alice"),
        (True, False, {"text": "", "unreadable": "I/O error"}, "4.3.0 alice"),
        (True, False, {"text": "bob: x\nalice: joe\n"}, "local:joe"),
        (True, False, {"text": "alice: joe;"}, "5.3.5 alice"),
    ],
)
def test_alias_file_read_at_run_time(
    optional: bool, missing: bool, file: dict[str, str] | None, expected: str
) -> None:
    driver = AliasFileDriver("aliases", "lsearch", False, missing, optional, False, FileChecks())
    where = world(users=PEOPLE, files={} if file is None else {"/etc/smail/aliases": file})
    assert summary(one(site(aliases(driver=driver), users()), "alice", where)) == [expected]


def test_alias_database_of_another_kind_makes_mail_wait() -> None:
    driver = AliasFileDriver("aliases", "dbm", False, False, True, False, FileChecks())
    assert summary(one(site(aliases(driver=driver), users()), "alice", machine())) == ["4.3.0 alice"]


def test_alias_without_addresses_takes_the_name_and_delivers_nowhere() -> None:
    found = one(site(aliases(), users(), aliases={"devnull": "# nobody"}), "devnull", machine())
    assert (found.deliveries, found.failures, found.trace[-1].matched) == ((), (), True)


def test_alias_without_its_data_makes_mail_wait() -> None:
    assert summary(one(site(aliases(), users()), "alice", machine())) == ["4.3.0 alice"]


def test_self_reference_goes_to_the_next_directors() -> None:
    for value in ("alice, joe", "\\alice, joe", "Alice@EXAMPLE.org, joe"):
        data = site(aliases(), users(), aliases={"alice": value})
        assert summary(one(data, "alice", machine())) == ["local:alice", "local:joe"]


def test_ignore_alias_match_drops_the_plain_form_only() -> None:
    for value, expected in (("alice, joe", ["local:joe"]), ("\\alice, joe", ["local:alice", "local:joe"])):
        data = site(aliases(ignore_alias_match=True), users(), aliases={"alice": value})
        found = one(data, "alice", machine())
        assert sorted(summary(found)) == expected


def test_the_sender_is_left_out_unless_sender_okay() -> None:
    for okay, expected in ((False, ["local:joe"]), (True, ["local:alice", "local:joe"])):
        data = site(aliases(sender_okay=okay), users(), aliases={"team": "alice@mail.example, joe"})
        assert summary(one(data, "team", machine(), sender="Alice@example.org")) == expected


def test_domains_narrow_a_director_to_names_of_a_host() -> None:
    data = site(aliases(domains=("other.example", "MAIL.example")), users(), aliases={"alice": "joe"})
    assert summary(one(data, "alice@mail.example", machine())) == ["local:joe"]
    assert summary(one(data, "alice@example.org", machine())) == ["local:alice"]
    assert summary(one(data, "alice", machine())) == ["local:alice"]


def test_a_name_counts_apart_at_hosts_that_directors_tell_apart() -> None:
    """Decision 0008: the second `alice` is another mailbox, and a repeated one is still left out."""
    aliased = {"alice": "alice@example.org, joe@mail.example"}
    data = site(aliases(domains=("mail.example",)), users(), aliases=aliased)
    found = one(data, "alice@mail.example", machine())
    assert (summary(found), found.dropped) == (["local:alice", "local:joe"], 0)
    looped = site(
        aliases(domains=("mail.example",)), aliases={"alice": "bob@mail.example", "bob": "alice@mail.example"}
    )
    assert one(looped, "alice@mail.example", machine()).deliveries == ()


# forwardfile


def test_forward_file() -> None:
    data = site(forward(), users())
    where = machine(home_alice_x="", **{"home_alice_.forward": "\\alice, joe # both\n"})
    assert summary(one(data, "alice", where)) == ["local:alice", "local:joe"]
    assert "dotforward: file /home/joe/.forward does not exist" in reasons(data, "joe", where)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"exists": False}, ["local:alice"]),
        ("", ["local:alice"]),
        ("# none\n", ["local:alice"]),
        ("joe", ["local:joe"]),
        ("joe;", ["5.3.5 alice"]),
        ({"text": "joe", "unreadable": "permission denied"}, ["4.3.0 alice"]),
    ],
)
def test_forward_files_of_every_condition(given: object, expected: list[str]) -> None:
    assert summary(one(site(forward(), users()), "alice", machine(**{"home_alice_.forward": given}))) == expected


@pytest.mark.parametrize("name", [".alice", "a/b", "../etc/passwd", "a\0b"])
def test_names_that_could_leave_the_directory_have_no_file(name: str) -> None:
    lists = forward("lists", file=text("lists/", USER))
    where = machine(**{"etc_smail_lists_.alice": "joe", "etc_passwd": "joe"})
    assert summary(one(site(lists), name, where))[0].startswith("5.1.1")


def test_prefix_suffix_and_relative_path() -> None:
    lists = forward("lists", file=text("lists/", Variable("user", ("lc",))), prefix="list-", suffix="-request")
    where = machine(etc_smail_lists_dev="alice joe")
    assert summary(one(site(lists, users()), "LIST-Dev-Request", where)) == ["local:alice", "local:joe"]
    assert reasons(site(lists), "list-request", where) == ["lists: prefix list- or suffix -request is absent"]


def test_forwardto_reads_the_first_line_after_its_word() -> None:
    box = forward("forwardto", file=text("/box/", USER), forwardto=True)
    for content, expected in (("Forward To joe\nalice", ["local:joe"]), ("From x\n", ["local:alice"])):
        assert summary(one(site(box, users()), "alice", machine(box_alice=content))) == expected


SPECIAL = '"|/bin/x", /tmp/f'
ALLOWED = ["pipe:/bin/x", "file:/tmp/f"]
REFUSED = ['5.7.1 "|/bin/x"', "5.7.1 /tmp/f"]


@pytest.mark.parametrize(
    ("checks", "marks", "file", "nobody", "expected", "user"),
    [
        (FileChecks(), {}, {"owner": 1001}, True, ALLOWED, "alice"),
        (FileChecks(modemask=0o002), {}, {"mode": 0o666}, True, ALLOWED, "nobody"),
        (FileChecks(modemask=0o002), {}, {"mode": "0666"}, False, REFUSED, None),
        (FileChecks(modemask=0o002), {}, {"mode": 0o644}, False, ALLOWED, "alice"),
        (FileChecks(checkowner=True), {}, {"owner": "alice"}, False, ALLOWED, "alice"),
        (FileChecks(checkowner=True), {}, {"owner": "joe"}, False, REFUSED, None),
        (FileChecks(checkowner=True, owners=("joe",)), {}, {"owner": "joe"}, False, ALLOWED, "alice"),
        (FileChecks(owners=("nosuch",)), {}, {"owner": "alice"}, False, REFUSED, None),
        (FileChecks(owngroups=("staff",)), {}, {"group": "staff"}, False, ALLOWED, "alice"),
        (FileChecks(owngroups=("staff",)), {}, {"group": 7}, False, REFUSED, None),
        (FileChecks(), {"caution_list": (text("0-10"), text("alice"))}, {}, True, ALLOWED, "nobody"),
        (FileChecks(), {"caution_list": (text("1000-1001"),)}, {"owner": "alice"}, False, REFUSED, None),
        (FileChecks(), {"caution_list": (text("/home"), text(Home("x")))}, {"owner": 1001}, False, ALLOWED, "alice"),
        (FileChecks(), {"unsecure": (text(Home("alice")),)}, {}, True, REFUSED, None),
        (FileChecks(), {"unsecure": (text("/home/alice/"),)}, {}, True, REFUSED, None),
    ],
)  # fmt: skip
def test_security_marks_of_forward_files(
    checks: FileChecks,
    marks: dict[str, tuple[Text, ...]],
    file: dict[str, object],
    nobody: bool,
    expected: list[str],
    user: str | None,
) -> None:
    director = forward(checks=checks, nobody=nobody, given=marks)
    where = machine(**{"home_alice_.forward": {"text": SPECIAL, "owner": "alice"} | file})
    found = one(site(director, users()), "alice", where)
    assert summary(found) == expected
    assert {each.user for each in found.deliveries} == ({user} if user else set())


def test_ordinary_results_are_never_refused() -> None:
    director = forward(nobody=False, caution=True, unsecure=(text("/home/alice"),))
    where = machine(**{"home_alice_.forward": "joe"})
    assert summary(one(site(director, users()), "alice", where)) == ["local:joe"]


def test_special_forms_carry_account_home_and_parent() -> None:
    where = machine(**{"home_alice_.forward": '"|/bin/x"'})
    found = one(site(aliases(), forward(), users(), aliases={"boss": "alice"}), "boss", where).deliveries[0]
    assert (found.user, found.home, found.parent, found.parent_user) == ("alice", "/home/alice", "alice", "alice")
    assert (found.recipient, found.kind, found.place) == ("boss", "pipe", "directors:5")


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


# include


@pytest.mark.parametrize(
    ("producer", "family", "taken"), [("alias", "aliasfile", True), ("alias", "forwardfile", False),
                                      ("forward", "forwardfile", True), ("forward", "aliasfile", False),
                                      ("forward", "any", True)],
)  # fmt: skip
def test_include_directors_take_lists_of_their_family(producer: str, family: str, taken: bool) -> None:
    director = Director("inc", None, IncludeDriver(family, None, FileChecks(), False, False))
    where = machine(l="joe", **{"home_alice_.forward": ":include:/l"})
    data = site(director, aliases(), forward(), users(), aliases={"team": ":include:/l"})
    found = one(data, "team" if producer == "alias" else "alice", where)
    assert summary(found) == (["local:joe"] if taken else ["4.3.5 :include:/l"])


def test_include_within_include_and_match_director() -> None:
    narrow = Director("inc", None, IncludeDriver("aliasfile", "other", FileChecks(), False, False))
    where = machine(l="alice, :include:/m", m="joe")
    sections = {"aliases": {"team": ":include:/l"}}
    assert summary(one(table(*INCLUDES, aliases(), users(), sections=sections), "team", where)) == [
        "local:alice",
        "local:joe",
    ]
    assert summary(one(table(narrow, aliases(), users(), sections=sections), "team", where))[0].startswith("4.3.5")


@pytest.mark.parametrize(
    ("text_of_alias", "files", "expected"),
    [
        (":include:/gone", {}, "4.3.0 :include:/gone"),
        (":include:/l", {"l": "joe;"}, "5.3.5 :include:/l"),
        (":include:lists/x", {"etc_smail_lists_x": "joe"}, "local:joe"),
        (":include:$smail_lib_dir/x", {"etc_smail_x": "joe"}, "local:joe"),
        (":include:~/x", {}, "5.3.5 :include:~/x"),
        ('":include:/${lc:user}"', {}, '5.3.5 ":include:/${lc:user}"'),
        ('":include:/${if def:user {x}}"', {}, '5.3.5 ":include:/${if def:user {x}}"'),
    ],
)
def test_include_files_of_every_condition(text_of_alias: str, files: dict[str, str], expected: str) -> None:
    data = site(*INCLUDES, aliases(), users(), aliases={"team": text_of_alias})
    assert summary(one(data, "team", machine(**files))) == [expected]


def test_a_user_cannot_include_what_he_may_not_read() -> None:
    where = machine(secret={"text": "joe", "mode": 0o600}, **{"home_alice_.forward": ":include:/secret"})
    found = one(site(*INCLUDES, forward(), users()), "alice", where)
    assert summary(found) == ["4.3.0 :include:/secret"]


def test_a_list_inherits_caution() -> None:
    director = forward(checks=FileChecks(modemask=0o002))
    where = machine(l=SPECIAL, **{"home_alice_.forward": {"text": ":include:/l", "mode": 0o666, "owner": "alice"}})
    found = one(site(*INCLUDES, director, users()), "alice", where)
    assert [(each.address, each.user) for each in found.deliveries] == [("/bin/x", "nobody"), ("/tmp/f", "nobody")]


def test_copysecure_applies_the_producers_mask() -> None:
    for copysecure, expected in ((True, "nobody"), (False, "alice")):
        include = Director("inc", None, IncludeDriver("forwardfile", None, FileChecks(), copysecure, False))
        where = machine(
            l={"text": SPECIAL, "mode": 0o664},
            **{"home_alice_.forward": {"text": ":include:/l", "mode": 0o600, "owner": "alice"}},
        )
        found = one(site(include, forward(checks=FileChecks(modemask=0o020)), users()), "alice", where)
        assert {each.user for each in found.deliveries} == {expected}


# user, smartuser, others


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
