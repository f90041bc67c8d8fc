"""What is printed parses to the same tree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.syntax.printing import print_command, print_text
from smail_compiler.syntax.templates import parse_command, parse_text
from smail_testkit.shapes import shape

WORDS = ("then", "else", "if", "x", " ", ": ", "!", "a.b", "\n", "é", '"', "\\", "/", "~", "{y}")
NAMES = ("user", "host", "sender", "message_id", "$", "grade", "no_such_name")
OPERATORS = ("", "", "lc:", "LC:strip:", "parent:", "quote:top:")
CONDITIONS = ("def:user", "def:home", "gt:grade:x", "origin:local", "dest{remote}", "xform:none", "header{X-a b}")
BARE = ("$user.", "$message_id/", "$sender_host ", "${LookUp:user:dbm{x} then{$value}}")
COMMAND = (
    " ",
    "\t",
    "a",
    "/bin/x",
    "$user",
    "${lc:host}",
    "\\$",
    "'it $x'",
    '"b $host"',
    "$($user -x $)",
    '""',
    "$$",
)


@st.composite
def texts(draw: st.DrawFn, depth: int = 2) -> str:
    """A text that is expanded, mostly sound, with branches in branches."""
    start = draw(st.sampled_from(("", "", "~/", "~root/", "~root")))
    parts = draw(st.lists(st.sampled_from(WORDS), max_size=3))
    return start + "".join([*parts, draw(references(depth)), *parts[:1]])


@st.composite
def references(draw: st.DrawFn, depth: int) -> str:
    """One reference."""
    form = draw(st.integers(0, 3 if depth else 1))
    if form == 0:
        return draw(st.sampled_from(BARE))
    if form == 1:
        return f"${{{draw(names())}}}"
    branches = draw(branchings(depth - 1))
    if form == 2:
        negation = draw(st.sampled_from(("", "!", " ! ")))
        return f"${{if {negation}{draw(conditions(depth - 1))}{branches}}}"
    return f"${{lookup{{{draw(names())}}}lsearch{{{draw(texts(depth - 1))}}}{branches}}}"


@st.composite
def names(draw: st.DrawFn) -> str:
    """A variable under operators."""
    return draw(st.sampled_from(OPERATORS)) + draw(st.sampled_from(NAMES))


@st.composite
def branchings(draw: st.DrawFn, depth: int) -> str:
    """What follows a condition."""
    one, two = draw(texts(depth)), draw(texts(depth))
    return draw(st.sampled_from((f" {{{one}}}", f"{{{one}}} else {{{two}}} ", f" {{{one}}}{{{two}}}", f": {one}")))


@st.composite
def conditions(draw: st.DrawFn, depth: int) -> str:
    """A condition, perhaps of conditions."""
    form = draw(st.integers(0, 3 if depth else 2))
    if form == 0:
        return draw(st.sampled_from(CONDITIONS))
    if form == 1:
        return f"def{{{draw(names())}}}"
    if form == 2:
        return f"eq{{{draw(names())}}}{{{draw(texts(0))}}}"
    return f"and{{{{{draw(conditions(depth - 1))}}}{{!{draw(conditions(depth - 1))}}}}}"


@settings(max_examples=150, deadline=None)
@given(texts())
def test_text(value: str) -> None:
    tree, found = parse_text(value, (), None)
    if tree is None:
        assert found
        return
    again, trouble = parse_text(print_text(tree), (), None)
    assert again is not None, (print_text(tree), trouble)
    assert shape(again) == shape(tree)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(COMMAND), max_size=8).map("".join))
def test_command(value: str) -> None:
    tree, found = parse_command(value, (), None)
    if tree is None:
        assert found
        return
    again, trouble = parse_command(print_command(tree), (), None)
    assert again is not None, (print_command(tree), trouble)
    assert shape(again) == shape(tree)
