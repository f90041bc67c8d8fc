"""Taint against the real thing: what the operators do to strings, and what `/bin/sh` does with the result."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from smail_compiler.syntax.expression import ForEach, Literal, Text, Variable
from smail_compiler.text.source import SourceFile
from smail_lint.facts import shell
from smail_lint.facts.alternatives import Reference, Scope, rows
from smail_lint.facts.characters import class_of, has, members
from smail_lint.facts.reachability import Names
from smail_lint.facts.taint import applied, variable
from smail_runtime.routing.operators import file_name, quote, rxquote, shquote, strip

AT = SourceFile("none", b"").span(0)
FUNCTIONS: Mapping[str, Callable[[str], str]] = {
    "lc": str.lower,
    "uc": str.upper,
    "quote": quote,
    "shquote": shquote,
    "strip": strip,
    "make_filename": file_name,
    "rxquote": rxquote,
}
HOSTILE = ("x;id", "x$(id)", "x`id`", "x';id;'", 'x";id;"', "x y", "x|id", "joe")
STACKS = (
    (),
    ("lc",),
    ("quote",),
    ("shquote",),
    ("strip",),
    ("strip", "shquote"),
    ("shquote", "strip"),
    ("strip", "quote"),
    ("quote", "shquote"),
    ("shquote", "quote"),
    ("lc", "shquote"),
    ("shquote", "shquote"),
    ("make_filename", "shquote"),
    ("shquote", "make_filename"),
    ("rxquote", "shquote"),
    ("rxquote",),
)
FRAMES = ("q ", "q to-", "q '", 'q "', "q 'a' \"", "q \\'")


def concrete(text: str, operators: tuple[str, ...]) -> str:
    """What the mailer makes of a value."""
    for operator in reversed(operators):
        text = FUNCTIONS[operator](text)
    return text


@cache
def outcome(script: str) -> tuple[str, str, int]:
    """How many arguments the command gets, what else is said (`id` says something), and the exit status."""
    prelude = "id() { echo BROKEN OUT >&2; }; q() { printf '%s.' $#; }; "
    done = subprocess.run(["/bin/sh", "-c", prelude + script], capture_output=True, text=True, check=False)
    return done.stdout, done.stderr, done.returncode


def closing(frame: str) -> str:
    """What ends the quotes that a frame leaves open."""
    return frame[-1] if frame[-1] in "'\"" and not frame.endswith("\\'") else ""


def attempted(frame: str, operators: tuple[str, ...], names: Names) -> str | None:
    """The witness that the variable acts in the frame."""
    reference = Scope(names).reference(Variable("user", operators, AT))
    ((found, place),) = shell.references((frame, reference))
    return shell.attempt(found, place)


@pytest.mark.parametrize("operators", STACKS, ids=":".join)
@pytest.mark.parametrize("frame", FRAMES)
def test_what_is_called_safe_is_safe_and_the_witness_is_true(frame: str, operators: tuple[str, ...]) -> None:
    def scripted(text: str) -> str:
        return frame + concrete(text, operators) + closing(frame)

    witness = attempted(frame, operators, Names.ANY_LOCAL)
    usual = outcome(scripted("joe"))
    if witness is not None:
        assert outcome(scripted(witness)) != usual or usual[2] != 0, witness
        return
    raw = variable("user", Names.ANY_LOCAL).characters
    for text in HOSTILE:
        assert class_of(text) & ~raw or outcome(scripted(text)) == usual, text


@pytest.mark.parametrize("names", [Names.LOGIN, Names.WELL_FORMED])
@pytest.mark.parametrize("frame", FRAMES[:4])
def test_logins_and_well_formed_names_never_act(frame: str, names: Names) -> None:
    for operators in ((), ("lc",), ("shquote",), ("strip",), ("strip", "shquote")):
        assert attempted(frame, operators, names) is None


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([Names.LOGIN, Names.WELL_FORMED, Names.ANY_LOCAL, Names.REMOTE]),
    st.lists(st.sampled_from(list(FUNCTIONS)), max_size=4).map(tuple),
    st.data(),
)
def test_no_string_leaves_its_abstract_value(names: Names, operators: tuple[str, ...], data: st.DataObject) -> None:
    before = variable("user", names)
    first = data.draw(st.sampled_from(list(members(before.first))))
    text = first + data.draw(st.text(list(members(before.characters)), max_size=8))
    text = text.encode("latin-1").decode("ascii", "ignore") or "a"
    after = applied(before, operators)
    assume(_succeeds(text, operators))
    result = concrete(text, operators)
    assert not class_of(result) & ~after.characters
    assert after.empty or result
    if result:
        assert class_of(result[0]) & after.first


def _succeeds(text: str, operators: tuple[str, ...]) -> bool:
    """Whether every operator gives a value: the mailer takes an empty file name for a failure."""
    named = [at for at, one in enumerate(operators) if one == "make_filename"]
    return all(concrete(text, operators[at:]) for at in named)


def test_the_mailer_makes_no_value_of_a_name_without_characters() -> None:
    assert not _succeeds("\x01", ("uc", "make_filename")) and _succeeds("\x01a", ("make_filename", "uc"))


def test_quotes_that_a_trusted_value_breaks_protect_nothing_behind_it() -> None:
    scope = Scope(Names.LOGIN)
    host = Scope(Names.TARGET).reference(Variable("host", (), AT))
    for operators, safe in (((), True), (("shquote",), True), (("shquote", "shquote"), False)):
        name = scope.reference(Variable("primary_name", operators, AT))
        found = [
            shell.attempt(one, place) for one, place in shell.references(("q '", name, host, "'")) if one is host
        ]
        assert all("'" in str(one) for one in found) == safe, found


def test_ancestors_may_hold_anything() -> None:
    assert attempted("q ", (), Names.LOGIN) is None
    assert attempted("q ", ("parent",), Names.LOGIN) == "x;id"


@pytest.mark.parametrize(
    ("words", "script"),
    [
        (["/bin/sh", "-c", "x"], 2),
        (["/bin/sh", "-ec", "x", "sh", "y"], 2),
        (["/bin/sh", "-c", "-e", "x"], 3),
        (["/usr/bin/env", "LANG=C", "/bin/bash", "-c", "x"], 4),
        (["/usr/bin/nice", "-n", "5", "/bin/sh", "-c", "x"], 5),
        (["/bin/sh", "script"], None),
        (["/bin/sh", "--login", "script"], None),
        (["/bin/echo", "/bin/sh", "-c", "x"], None),
        (["/usr/bin/intake"], None),
        ([], None),
    ],
)
def test_the_word_that_a_shell_reads(words: list[str], script: int | None) -> None:
    assert shell.script([(word,) for word in words]) == script


def test_a_file_name_leads_nowhere_else() -> None:
    for names in Names:
        value = applied(variable("user", names), ("lc", "make_filename"))
        assert not value.characters & class_of("/ \t")
        assert not value.first & class_of(".-/")


def test_items_of_a_list_are_as_hostile_as_the_list() -> None:
    def pieces(items: str) -> list[Reference]:
        each = ForEach(Variable(items, (), AT), Text((Literal("-", AT), Variable("value", ("lc",), AT)), AT), AT)
        return [piece for row in rows([each], Scope(Names.REMOTE)) for piece in row if isinstance(piece, Reference)]

    assert all(one.value.wire and has(one.value.characters, "/") for one in pieces("sender")) and pieces("sender")
    assert not any(one.value.wire for one in pieces("hostnames")) and pieces("hostnames")
