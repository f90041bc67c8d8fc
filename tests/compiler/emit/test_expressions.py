"""Expansion trees lowered: every form, literals joined, names canonical."""

from __future__ import annotations

import pytest

from smail_compiler.emit.expressions import CANONICAL, command, condition, part, text
from smail_compiler.syntax import expression as tree
from smail_compiler.syntax.templates import parse_text
from smail_runtime.table import expression as run
from smail_testkit.hand_made import NOWHERE, plain, variable

AT = NOWHERE.span(0)
USER = tree.Variable("User", ("LC",), AT)
LOWERED = run.Variable("user", ("lc",))


def joined(*parts: tree.Part) -> run.Text:
    return text(tree.Text(parts, AT))


def literal(value: str) -> tree.Literal:
    return tree.Literal(value, AT)


def test_adjacent_literals_become_one() -> None:
    assert joined(literal("a"), literal(""), literal("b")) == run.Text(("ab",))
    assert joined(literal("a"), USER, literal("b"), literal("c")) == run.Text(("a", LOWERED, "bc"))
    assert joined(literal("")) == joined() == run.Text(())


@pytest.mark.parametrize(("second", "first"), sorted(CANONICAL.items()))
def test_second_names_of_variables(second: str, first: str) -> None:
    assert text(variable(second.upper(), "Top")) == run.Text((run.Variable(first, ("top",)),))


def test_home() -> None:
    assert joined(tree.Home("", AT), literal("/x")) == run.Text((run.Home(""), "/x"))


def test_conditional_without_else_yields_nothing() -> None:
    source = tree.Conditional(tree.Defined(USER, AT), plain("yes"), None, AT)
    assert part(source) == run.Conditional(run.Defined(LOWERED), run.Text(("yes",)), run.Text(()))


def test_lookup() -> None:
    source = tree.Lookup(USER, "lsearch", plain("f"), variable("value"), None, AT)
    found = run.Text((run.Variable("value"),))
    assert part(source) == run.Lookup(LOWERED, "lsearch", run.Text(("f",)), found, run.Text(()))


def test_conditions() -> None:
    defined = tree.Defined(USER, AT)
    assert condition(tree.HasHeader("Subject", AT)) == run.HasHeader("subject")
    assert condition(tree.Property("origin", "local", AT)) == run.Property("origin", "local")
    assert condition(tree.Compare("gt", USER, plain("m"), AT)) == run.Compare("gt", LOWERED, run.Text(("m",)))
    assert condition(tree.Not(defined, AT)) == run.Not(run.Defined(LOWERED))
    assert condition(tree.Junction("or", (defined,), AT)) == run.Junction("or", (run.Defined(LOWERED),))


def test_command() -> None:
    words = (plain("/bin/prog"), tree.Text((tree.Repeat((variable("user"),), AT),), AT))
    repeated = run.Repeat((run.Text((run.Variable("user"),)),))
    assert command(tree.Command(words, AT)) == run.Command((run.Text(("/bin/prog",)), run.Text((repeated,))))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("a${if and{} {b$user}{c}}d", ("ab", run.Variable("user"), "d")),
        ("a${if or{} {b}{c}}d", ("acd",)),
        ("a${if or{}: b}d", ("ad",)),
        ("${if !or{} {x}}", ("x",)),
        ("${if eq{a\\$}{a\\$} {x}{y}}", ("x",)),
        ("${if gt{\\$}{~x} {x}{y}}", None),
        ("${if and{{or{}}{def:user}} {x}{y}}", ("y",)),
        ("${if and{} {${if or{} {a}{~/b}}}}", (run.Home(""), "/b")),
        ("${if or{{def:user}{and{}}} {x}{y}}", None),
        ("${if eq{user}{x} {x}{x}}", None),
    ],
)
def test_what_is_decided_already_is_folded(written: str, folded: tuple[run.Part, ...] | None) -> None:
    source, found = parse_text(written, (), None)
    assert source is not None, found
    parts = text(source).parts
    assert parts == folded if folded is not None else isinstance(parts[0], run.Conditional)


def test_only_what_is_asked_is_kept() -> None:
    source, _ = parse_text("${if and{{and{}}{def:user}{or{}}{def:host}} {x}{y}}", (), None)
    assert source is not None
    (kept,) = text(source).parts
    assert isinstance(kept, run.Conditional)
    assert kept.condition == run.Junction("and", (run.Defined(run.Variable("user")), run.Junction("or", ())))
