"""What a forwardfile director takes, passes and makes wait, and what it refuses (section 13)."""

from __future__ import annotations

import pytest

from smail_runtime.table.director import FileChecks
from smail_runtime.table.expression import Home, Text, Variable
from smail_testkit.people import SPECIAL, USER, machine, reasons, site
from smail_testkit.routing import (
    aliases,
    forward,
    one,
    summary,
    text,
    users,
)


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
