"""The loop itself: duplicates, circles, owners, the names that always exist, and bounds (section 11)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Notify, Result
from smail_runtime.routing import run
from smail_runtime.routing.resolve import resolve
from smail_runtime.table.base import Place
from smail_runtime.table.expression import Variable
from smail_runtime.table.router import BindDriver, Router, SmartHostDriver
from smail_testkit.routing import INCLUDES, aliases, forward, one, smartuser, summary, table, text, users, world

USER = Variable("user")
PEOPLE = {name: {"home": f"/home/{name}"} for name in ("alice", "joe", "root")}
ROUTERS = (Router("bind", Place(1, 1), BindDriver(), "smtp"),)


def results(sections: dict[str, str], *recipients: str) -> list[list[str]]:
    data = table(*INCLUDES, aliases(), users(), routers=ROUTERS, sections={"aliases": sections})
    return [summary(each) for each in resolve(data, recipients, MessageFacts(), world(users=PEOPLE))]


def test_recipients_share_the_table_of_duplicates_and_keep_their_order() -> None:
    found = results({"team": "alice, joe"}, "joe@example.org", "team", "JOE", "nosuch")
    assert found == [["local:joe"], ["local:alice"], [], ["5.1.1 nosuch"]]


def test_commands_and_files_are_never_merged() -> None:
    assert results({"a": "/x, /x, b", "b": "/x"}, "a") == [["file:/x", "file:/x", "file:/x"]]


@pytest.mark.parametrize(
    ("sections", "recipient", "expected"),
    [
        ({"a": "b", "b": "a"}, "a", ["5.4.6 a"]),
        ({"a": "b", "b": "c", "c": "b"}, "a", ["5.4.6 a"]),
        ({"a": "b, alice", "b": "a"}, "a", ["local:alice"]),
        ({"a": "a"}, "a", ["5.1.1 a"]),
        ({"a": "b", "b": "nosuch, a"}, "a", ["5.1.1 nosuch"]),
    ],
)
def test_circles_end_and_lose_nothing(sections: dict[str, str], recipient: str, expected: list[str]) -> None:
    assert results(sections, recipient) == [expected]


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ({"/l": ":include:/l :include:/l"}, ["5.4.6 team"]),
        ({"/l": "alice :include:/m", "/m": ":include:/l joe"}, ["local:alice", "local:joe"]),
        ({"/l": ":include:/m :include:/m alice", "/m": "joe"}, ["local:alice", "local:joe"]),
    ],
)
def test_lists_that_include_themselves_end(lists: dict[str, str], expected: list[str]) -> None:
    data = table(*INCLUDES, aliases(), users(), sections={"aliases": {"team": ":include:/l"}})
    machine = world(users=PEOPLE, files={path: {"text": content} for path, content in lists.items()})
    assert summary(one(data, "team", machine)) == expected


def test_two_ways_into_one_circle_both_fail() -> None:
    assert results({"a": "b", "b": "a"}, "a", "b", "alice") == [["5.4.6 a"], ["5.4.6 b"], ["local:alice"]]


@pytest.mark.parametrize(
    ("sections", "recipient", "expected"),
    [
        ({}, "postmaster", "local:root"),
        ({}, "PostMaster@mail.example", "local:root"),
        ({}, "Mailer-Daemon", "local:root"),
        ({"postmaster": "alice"}, "mailer-daemon", "local:alice"),
    ],
)
def test_names_that_always_exist(sections: dict[str, str], recipient: str, expected: str) -> None:
    assert results(sections, recipient) == [[expected]]


def test_postmaster_address_that_leads_back_is_a_failure() -> None:
    data = table(users(), postmaster_address="Postmaster")
    assert summary(one(data, "postmaster", world())) == ["5.4.6 postmaster"]


def test_special_forms_from_outside_are_only_names() -> None:
    for recipient in ("|/bin/sh", "/etc/passwd", ":include:/etc/passwd", '"|/bin/sh"'):
        found = one(table(*INCLUDES, aliases(), users(), sections={"aliases": {}}), recipient, world())
        assert not found.deliveries
        assert found.failures[0].outcome.status == "5.1.1"


OWNED = {"team": "nosuch, alice", "owner-team": "joe", "sub": "team", "lone": "nosuch"}


@pytest.mark.parametrize(
    ("recipient", "owners"),
    [("team", ("owner-team",)), ("sub", ("owner-team",)), ("lone", ()), ("nosuch", ())],
)
def test_failures_carry_the_owners_that_resolve(recipient: str, owners: tuple[str, ...]) -> None:
    data = table(aliases(owner=text("owner-", USER)), users(), sections={"aliases": OWNED})
    found = one(data, recipient, world(users=PEOPLE))
    assert found.failures[0].owners == owners
    assert found.failures[0].outcome.notify is Notify.OWNER_OR_SENDER


def test_owners_stand_nearest_first_on_deliveries() -> None:
    sections = {**OWNED, "sub": "team", "owner-sub": "root"}
    data = table(aliases(owner=text("owner-", USER)), users(owner=text("root")), sections={"aliases": sections})
    delivery = one(data, "sub", world(users=PEOPLE)).deliveries[0]
    assert delivery.owners == ("root", "owner-team", "owner-sub")


def test_an_owner_that_cannot_be_told_for_now_counts() -> None:
    machine = world(users=PEOPLE, files={"/home/joe/.forward": {"text": "", "unreadable": "I/O error"}})
    data = table(aliases(owner=text("joe")), forward(), users(), sections={"aliases": {"lone": "nosuch"}})
    assert one(data, "lone", machine).failures[0].owners == ("joe",)


def test_nesting_is_bounded() -> None:
    chain = {f"a{number}": f"a{number + 1}" for number in range(200)}
    found = results(chain, "a0")[0]
    assert len(found) == 1
    assert found[0].startswith("5.4.6 a")


def test_the_number_of_addresses_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "MAX_ADDRESSES", 5)
    found = results({"big": ", ".join(f"/f{number}" for number in range(20))}, "big", "joe")
    assert [len(each) for each in found] == [6, 1]
    assert found[0][-1] == "5.5.3 big"


def test_file_and_pipe_need_their_transports() -> None:
    data = table(aliases(), sections={"aliases": {"a": "/x"}}, transports=())
    failure = one(data, "a", world()).failures[0].outcome
    assert (failure.result, failure.notify) == (Result.DEFERRED, Notify.POSTMASTER)


def test_the_trace_names_the_place_of_each_entry() -> None:
    data = table(aliases(line=3), users(line=8), routers=ROUTERS, sections={"aliases": {"far": "al@far.example"}})
    machine = world(dns={"far.example": {"A": "192.0.2.1"}})
    trace = one(data, "far", machine).trace
    assert [(step.stage, step.name, step.file, step.line, step.matched) for step in trace] == [
        ("director", "aliases", "directors", 3, True),
        ("router", "bind", "routers", 1, True),
    ]
    assert trace[1].address == "al@far.example"


def test_what_is_shown_is_printable() -> None:
    found = one(table(aliases(), forward(), users(), sections={"aliases": {}}), "a\x1b[2J\u202eb", world())
    shown = [step.reason for step in found.trace] + [failure.outcome.reason for failure in found.failures]
    assert all(reason.isprintable() for reason in shown)


RECIPIENTS = st.text(alphabet='alicejo.@!%:,<>"\\[]|/ -~\n', max_size=18) | st.text(max_size=10)


@given(st.lists(RECIPIENTS, min_size=1, max_size=3), st.text(alphabet="alice@xmp.!", max_size=8))
def test_any_recipient_ends_in_deliveries_failures_or_drops(recipients: list[str], sender: str) -> None:
    directors = (*INCLUDES, aliases(), forward(), users(), smartuser(text(USER, "@hub"), well_formed_only=False))
    routers = (*ROUTERS, Router("smart", None, SmartHostDriver("hub"), "plain"))
    data = table(*directors, routers=routers, sections={"aliases": {"a": "b", "b": "a, joe", "x": "x@l"}})
    found = resolve(data, recipients, MessageFacts(sender=sender), world(users=PEOPLE))
    assert [each.recipient for each in found] == recipients
    for each in found:
        assert each.deliveries or each.failures or each.dropped


NAMES = st.sampled_from(["a", "b", "c", "alice", "\\a", "b@mail.example", ":include:/l", '"|/bin/x"', "/f", "z", ","])


@settings(deadline=None, max_examples=40)  # a list that includes itself twice is followed up to the bound
@given(
    st.dictionaries(st.sampled_from("abc"), st.lists(NAMES, max_size=4).map(" ".join)), st.lists(NAMES).map(" ".join)
)
def test_every_alias_file_ends(sections: dict[str, str], content: str) -> None:
    data = table(*INCLUDES, aliases(owner=text("c")), users(), sections={"aliases": sections})
    machine = world(users=PEOPLE, files={"/l": {"text": content}})
    found = one(data, "a", machine)
    assert found.deliveries or found.failures or found.dropped or found.trace[-1].matched
