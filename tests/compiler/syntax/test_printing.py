"""What is printed parses to the same tree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.syntax.printing import print_command, print_text
from smail_compiler.syntax.templates import parse_command, parse_text
from smail_testkit.expressions import texts
from smail_testkit.shapes import shape

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
