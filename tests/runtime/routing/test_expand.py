"""Expansion at run time: sections 8 and 9, quirks included."""

from __future__ import annotations

import shlex

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.expand import expand, expand_command, look_up
from smail_runtime.routing.operators import quote, shquote, strip
from smail_runtime.routing.resolution import Delivery
from smail_runtime.routing.scope import AddressView, Scope, delivery_scope, message_scope
from smail_runtime.routing.values import Failed, Unknown, Value
from smail_runtime.table.expression import (
    Command,
    Compare,
    Condition,
    Conditional,
    Defined,
    HasHeader,
    Home,
    Junction,
    Lookup,
    Not,
    Part,
    Property,
    Repeat,
    Text,
    Variable,
)
from smail_testkit.routing import table, text, world

USER = Variable("user")
VALUE = Variable("value")
NOTHING = Text(())
FACTS = MessageFacts(
    sender="al@far.example", size=120, origin="remote", header_names=frozenset(["subject"]), received=0.0
)
MACHINE = world(
    users={"joe": {"home": "/home/joe"}},
    files={
        "/etc/smail/depts": {"text": "# staff\njoe: sales # desk 4\nann  lab\\\n   oratory\nempty\nJim:\n  annex\n"},
        "/etc/locked": {"text": "", "unreadable": "permission denied"},
        "/etc/sorted": {"text": "ann: lab\njoe:sales#x\n"},
    },
)


def scope(**changes: object) -> Scope:
    base = message_scope(table(), FACTS, MACHINE)
    view = AddressView(user="Joe.Smith", host="far", input_addr="joe@here", home="/home/joe")
    parent = AddressView(input_addr="team")
    top = AddressView(input_addr="all", home="/root")
    return msgspec.structs.replace(base, address=view, ancestors=(parent, top), **changes)


def value(*parts: Part, within: Scope | None = None) -> str | None:
    """The text, or None when the expansion fails."""
    found = expand(Text(parts), within or scope())
    assert not isinstance(found, Unknown)
    return found.text if isinstance(found, Value) else None


def truth(condition: Condition, within: Scope | None = None) -> str | None:
    return value(Conditional(condition, text("yes"), text("no")), within=within)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Variable("USER"), "Joe.Smith"),
        (Variable("addr"), "Joe.Smith"),
        (Variable("host"), "far"),
        (Variable("sender"), "al@far.example"),
        (Variable("size"), "120"),
        (Variable("primary"), "mail.example"),
        (Variable("name"), "example.org"),
        (Variable("uucp_name"), "mail"),
        (Variable("lib_dir"), "/etc/smail"),
        (Variable("sender_program"), "smaild"),
        (Variable("sender_host"), None),
        (Variable("director"), None),
        (Variable("nonsense"), None),
        (Variable("user", ("lc",)), "joe.smith"),
        (Variable("user", ("uc",)), "JOE.SMITH"),
        (Variable("user", ("quote", "lc")), '"joe.smith"'),
        (Variable("user", ("lc", "nonsense")), None),
        (Variable("input_addr", ("parent",)), "team"),
        (Variable("input_addr", ("top",)), "all"),
        (Variable("input_addr", ("parent", "parent")), "all"),
        (Variable("input_addr", ("parent", "parent", "parent")), None),
        (Variable("home", ("lc", "top")), "/root"),
        (Variable("user", ("parent",)), None),
        (Home(""), "/home/joe"),
        (Home("joe"), "/home/joe"),
        (Home("nobody-here"), None),
    ],
)
def test_references(part: Part, expected: str | None) -> None:
    assert value(part) == expected


def test_one_failing_part_fails_the_whole_and_an_empty_one_does_not() -> None:
    assert value("a", Variable("director"), "b") is None
    assert value("a", Variable("sender"), within=scope(facts=MessageFacts())) == "a"
    assert value() == ""


@pytest.mark.parametrize(
    ("given_text", "stripped", "quoted"),
    [
        ("joe", "joe", "joe"),
        ("joe_b-1", "joe_b-1", "joe_b-1"),
        ("joe.b", "joe.b", '"joe.b"'),
        ('"al  smith"', "al.smith", '"\\"al  smith\\""'),
        ("--x. .y\\\\", "x.y\\", '"--x. .y\\\\\\\\"'),
        ("-joe", "joe", '"-joe"'),
        ("", "", '""'),
    ],
)
def test_strip_and_quote(given_text: str, stripped: str, quoted: str) -> None:
    assert (strip(given_text), quote(given_text)) == (stripped, quoted)


@given(st.text(alphabet="ab '\"\\$`;\n-", max_size=12))
def test_shquote_is_one_word_for_a_shell_whatever_the_text(word: str) -> None:
    assert shlex.split("x " + shquote(word)) == ["x", word]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (VALUE, "found"),
        (Variable("file"), "name"),
        (Variable("value", ("lc",)), "name"),
        (Variable("file", ("lc",)), "found"),
        (Variable("value", ("lc", "lc")), "found"),
    ],
)
def test_an_odd_number_of_operators_exchanges_value_and_file(part: Part, expected: str) -> None:
    assert value(part, within=scope(value="found", file="name")) == expected


SMTP = next(one for one in table().program.transports if one.name == "smtp")
LOCAL = next(one for one in table().program.transports if one.name == "local")


@pytest.mark.parametrize(
    ("condition", "without", "local", "smtp"),
    [
        (Defined(USER), "yes", "yes", "yes"),
        (Defined(Variable("nonsense")), "no", "no", "no"),
        (Not(Defined(Variable("nonsense"))), "yes", "yes", "yes"),
        (HasHeader("Subject"), "yes", "yes", "yes"),
        (HasHeader("sub"), "no", "no", "no"),
        (Property("origin", "remote"), "yes", "yes", "yes"),
        (Property("origin", "mars"), None, None, None),
        (Property("dest", "local"), "no", "yes", "no"),
        (Property("dest", "mars"), "no", None, None),
        (Not(Property("dest", "mars")), "yes", None, None),
        (Property("xform", "local"), "no", "yes", "no"),
        (Not(Property("xform", "local")), "no", "no", "yes"),
        (Property("xform", "inet"), "no", None, None),
        (Compare("eq", USER, text("Joe.Smith")), "yes", "yes", "yes"),
        (Compare("eq", USER, text("joe.smith")), "no", "no", "no"),
        (Compare("gt", Variable("size"), text("1000")), "yes", "yes", "yes"),
        (Compare("lt", USER, text("K")), "yes", "yes", "yes"),
        (Compare("eq", Variable("nonsense"), text("")), None, None, None),
        (Compare("eq", USER, text(Variable("nonsense"))), None, None, None),
        (Junction("and", ()), "yes", "yes", "yes"),
        (Junction("or", ()), "no", "no", "no"),
        (Junction("or", (Defined(USER), Property("origin", "mars"))), "yes", "yes", "yes"),
        (Junction("and", (Defined(USER), Property("origin", "mars"))), None, None, None),
    ],
)
def test_conditions(condition: Condition, without: str | None, local: str | None, smtp: str | None) -> None:
    found = [truth(condition, scope(transport=transport)) for transport in (None, LOCAL, SMTP)]
    assert found == [without, local, smtp]


def test_only_the_branch_taken_is_expanded() -> None:
    assert value(Conditional(Defined(USER), text("ok"), text(Variable("nonsense")))) == "ok"


def lookup(key: Variable, proto: str, file: str, found: Text, missed: Text = NOTHING) -> Lookup:
    return Lookup(key, proto, text(file), found, missed)


@pytest.mark.parametrize(
    ("key", "proto", "file", "expected"),
    [
        ("joe", "lsearch", "depts", "<sales>"),
        ("JOE", "lsearch", "/etc/smail/depts", "<sales>"),
        ("ann", "lsearch", "depts", "<laboratory>"),
        ("jim", "lsearch", "depts", "<annex>"),
        ("empty", "lsearch", "depts", "<>"),
        ("jo", "lsearch", "depts", "missed"),
        ("joe", "lsearch", "absent", "missed"),
        ("joe", "sorcery", "depts", "missed"),
        ("joe", "bsearch", "/etc/sorted", "<sales>"),
        ("ann", "bsearch", "/etc/sorted", "<lab>"),
    ],
)
def test_lookup(key: str, proto: str, file: str, expected: str) -> None:
    part = lookup(USER, proto, file, text("<", VALUE, ">"), text("missed"))
    assert value(part, within=scope(settings=({"user": key},))) == expected


def test_a_file_that_nobody_can_read_is_unknown_not_missed() -> None:
    for proto, file in (("lsearch", "/etc/locked"), ("dbm", "depts")):
        found = expand(text("x", lookup(USER, proto, file, text("y"))), scope())
        assert isinstance(found, Unknown)
        assert found.reason


def test_the_outer_value_is_hidden_in_key_and_file_only() -> None:
    inner = Lookup(VALUE, "lsearch", text("depts"), text("inner"), text("hidden"))
    outer = lookup(USER, "lsearch", "depts", text(VALUE, " ", inner))
    assert value(outer, within=scope(settings=({"user": "joe"},))) == "sales hidden"


def test_a_looked_up_value_is_never_a_template() -> None:
    machine = world(files={"/t": {"text": "joe: ${user} $sender ~/x\n"}})
    part = lookup(USER, "lsearch", "/t", text(VALUE))
    assert value(part, within=scope(world=machine, settings=({"user": "joe"},))) == "${user} $sender ~/x"


def test_lookup_of_hostile_keys_never_matches_more_than_keys() -> None:
    for key in ("", ":", "joe:", "# staff", "joe sales", "\n", "\\"):
        assert look_up("lsearch", "depts", key, scope()) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((text("/bin/x"), text("-f", Variable("sender"))), ("/bin/x", "-fal@far.example")),
        ((text(), text("a b")), ("", "a b")),
        ((text(Repeat((text(USER), text("at", Variable("host"))))),), ("a b", "ath1", "c", "ath2")),
        ((text("p", Repeat((text("(", USER, ")"),))), text("s")), ("p(a b)", "(c)", "s")),
        ((text(USER),), ("a b",)),
        ((text("x", Repeat(())),), ("x",)),
    ],
)
def test_command_lines(words: tuple[Text, ...], expected: tuple[str, ...]) -> None:
    scopes = [
        _with(AddressView(user="a b", host="h1")),
        _with(AddressView(user="c", host="h2")),
    ]
    assert expand_command(Command(words), scopes) == expected


def _with(view: AddressView) -> Scope:
    return msgspec.structs.replace(scope(), address=view)


def test_command_lines_that_fail() -> None:
    assert isinstance(expand_command(Command((text(Variable("nonsense")),)), [scope()]), Failed)
    assert isinstance(expand_command(Command((text("x"),)), []), Failed)


def test_delivery_scope_sees_the_finished_address() -> None:
    delivery = Delivery(
        "pipe",
        "/bin/x",
        "all@example.org",
        kind="pipe",
        home="/h",
        parent="joe",
        parent_home="/home/joe",
        director="d",
    )
    seen = delivery_scope(table(), FACTS, delivery, MACHINE)
    parts: tuple[Part, ...] = (
        USER, " ", Home(""), " ", Variable("input_addr", ("parent",)), " ", Variable("home", ("parent",)), " ",
        Variable("input_addr", ("top",)), " ", Variable("transport"), " ", Variable("director"), Variable("file"),
    )  # fmt: skip
    assert value(*parts, within=seen) == "/bin/x /h joe /home/joe all@example.org pipe d"


def test_dates_have_their_forms() -> None:
    seen = scope(now=0.0)
    date, ctime, spooled = (value(Variable(name), within=seen) for name in ("date", "ctime", "spool_date"))
    assert date and ctime and spooled == date
    assert date.split(",")[0] == ctime[:3]
    assert date[-5] in "+-"
