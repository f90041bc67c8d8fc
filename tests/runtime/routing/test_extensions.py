"""What Smail does not know: file names, patterns, items of lists, compared texts; and quoting that a shell undoes."""

from __future__ import annotations

import re
import subprocess

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.conditions import holds
from smail_runtime.routing.expand import expand, expand_command
from smail_runtime.routing.operators import file_name, rxquote, shquote
from smail_runtime.routing.scope import AddressView, Scope, message_scope
from smail_runtime.routing.values import Failed, Unknown, Value
from smail_runtime.table.expression import (
    Command,
    Compare,
    CompareTexts,
    Condition,
    Conditional,
    Defined,
    ForEach,
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

WORDS = st.text("aZ09.-/ \t\n\\\"'$`;|&(){}[]*?é\udcff", max_size=12)
MACHINE = world(users={"joe": {"home": "/home/joe"}}, files={"/etc/smail/t": {"text": "joe: sales\n"}})


def scope(user: str = "joe", **changes: object) -> Scope:
    base = message_scope(table(), MessageFacts(sender="al@far"), MACHINE)
    return msgspec.structs.replace(base, address=AddressView(user=user, home="/h"), **changes)


@given(WORDS)
def test_a_file_name_stays_in_its_directory(given_text: str) -> None:
    name = file_name(given_text)
    assert not re.search(r"[/\s\0]", name)
    assert name[:1] not in (".", "-") or not name
    found = expand(text(Variable("user", ("make_filename",))), scope(given_text))
    assert found == Value(name) if name else isinstance(found, Failed)


@given(WORDS, WORDS)
def test_a_quoted_pattern_matches_its_text_and_nothing_else(given_text: str, other: str) -> None:
    pattern = re.compile(rxquote(given_text))
    assert pattern.fullmatch(given_text)
    assert bool(pattern.fullmatch(other)) == (other == given_text)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
def test_a_shell_reads_a_quoted_text_as_one_word(given_text: str) -> None:
    script = f"printf '[%s]' {shquote(given_text)}"
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, check=True)
    assert done.stdout == f"[{given_text}]".encode()


def test_items() -> None:
    each = ForEach(Variable("hostnames"), text("<", Variable("value", ("uc",)), ">"))
    assert expand(text(each), scope()) == Value("<MAIL.EXAMPLE><EXAMPLE.ORG>")
    own = ForEach(Variable("user", ("uc",)), text(Variable("value"), ","))
    assert expand(text(own), scope("a: b::c")) == Value("A,B,C,")
    assert expand(text(ForEach(Variable("more_hostnames"), text("x"))), scope()) == Value("")
    assert isinstance(expand(text(ForEach(Variable("host"), text("x"))), scope()), Failed)
    assert isinstance(expand(text(Variable("hostnames")), scope()), Failed)


def test_a_lookup_among_items_gives_its_own_value() -> None:
    inner = Lookup(Variable("value"), "lsearch", text("t"), text(Variable("value")), text("-"))
    assert expand(text(ForEach(Variable("user"), text(inner))), scope("joe:ann")) == Value("-" * 2)
    keyed = Lookup(Variable("user"), "lsearch", text("t"), text(Variable("value"), "!"), text("-"))
    assert expand(text(ForEach(Variable("sender"), text(keyed))), scope()) == Value("sales!")


def test_texts_compared() -> None:
    same = CompareTexts("eq", text(Variable("user", ("lc",)), "x"), text("joex"))
    assert holds(same, scope("JOE"), expand) is True
    assert holds(CompareTexts("gt", text("b"), text("a")), scope(), expand) is True
    assert isinstance(holds(CompareTexts("eq", text(Variable("host")), text("x")), scope(), expand), Failed)


NAMES = st.sampled_from(
    ["user", "home", "value", "file", "hostnames", "parent", "", "sender", "host", "$", "Ünknown"]
)
OPERATORS = st.lists(
    st.sampled_from(["lc", "UC", "quote", "shquote", "strip", "make_filename", "rxquote", "parent", "top", "x"]),
    max_size=3,
).map(tuple)
VARIABLES = st.builds(Variable, NAMES, OPERATORS)
PIECES = st.one_of(WORDS, VARIABLES, st.builds(Home, st.sampled_from(["", "joe", "no\0body", "x" * 300])))


def _references(inner: st.SearchStrategy[Text]) -> st.SearchStrategy[Part]:
    return st.one_of(
        st.builds(Conditional, _conditions(inner), inner, inner),
        st.builds(Lookup, VARIABLES, st.sampled_from(["lsearch", "bsearch", "dbm", "?"]), inner, inner, inner),
        st.builds(ForEach, VARIABLES, inner),
        st.builds(Repeat, st.tuples(inner)),
    )


def _conditions(inner: st.SearchStrategy[Text]) -> st.SearchStrategy[Condition]:
    leaves: st.SearchStrategy[Condition] = st.one_of(
        st.builds(Defined, VARIABLES),
        st.builds(HasHeader, WORDS),
        st.builds(Property, st.sampled_from(["origin", "dest", "xform"]), st.sampled_from(["local", "remote", "x"])),
        st.builds(Compare, st.sampled_from(["eq", "gt", "lt"]), VARIABLES, inner),
        st.builds(CompareTexts, st.sampled_from(["eq", "gt", "lt"]), inner, inner),
    )
    return st.one_of(
        leaves,
        st.builds(Not, leaves),
        st.builds(Junction, st.sampled_from(["and", "or"]), st.lists(leaves, max_size=3).map(tuple)),
    )


TEXTS = st.recursive(
    st.lists(PIECES, max_size=3).map(lambda parts: Text(tuple(parts))),
    lambda inner: st.lists(st.one_of(PIECES, _references(inner)), max_size=2).map(lambda parts: Text(tuple(parts))),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(TEXTS, WORDS, st.booleans())
def test_the_evaluator_never_raises(template: Text, user: str, addressed: bool) -> None:
    seen = scope(user) if addressed else msgspec.structs.replace(scope(), address=None)
    assert isinstance(expand(template, seen), Value | Failed | Unknown)
    assert isinstance(expand_command(Command((template,)), [seen, scope(user)]), tuple | Failed | Unknown)
