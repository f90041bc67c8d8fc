"""Which lists include directors take, and what they make of their files (section 13)."""

from __future__ import annotations

import pytest

from smail_runtime.table.director import Director, FileChecks, IncludeDriver
from smail_testkit.people import SPECIAL, machine, site
from smail_testkit.routing import (
    INCLUDES,
    aliases,
    forward,
    one,
    summary,
    table,
    users,
)


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
