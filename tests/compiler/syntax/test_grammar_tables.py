"""Kept parse tables are of the grammars as they are, and their parsers do what built ones do."""

from __future__ import annotations

import re

import pytest
from lark import Lark, Token
from lark.exceptions import UnexpectedInput
from lark.parsers.lalr_interactive_parser import InteractiveParser

from smail_compiler.syntax.grammar import STARTS, built, grammar, grammar_text
from smail_compiler.syntax.grammar_tables import parser_of, stale, tables_of

TEXTS = {
    "entry": ('a: driver=x, -b; c="d e", +f;', "postmaster = root", "+smart", "a: =", "a b:"),
    "rows": ("* 5m/3d", "one", "a b c"),
    "expansion": (),  # terminals of this grammar are functions: the automaton is compared instead
    "command": ("/bin/cat -u $(a$) \"b '$user'\" ${lc:host} \\x", '"', "$(a"),
}


def outcome(parser: Lark, text: str, start: str) -> object:
    try:
        return parser.parse(text, start=start)
    except UnexpectedInput as refusal:
        return type(refusal), refusal.pos_in_stream


def moves(parser: Lark, start: str, depth: int = 4) -> set[tuple[str, ...]]:
    """The sequences of tokens that an automaton takes, up to a length."""
    found: set[tuple[str, ...]] = set()
    waiting: list[tuple[tuple[str, ...], InteractiveParser]] = [((), parser.parse_interactive(start=start))]
    while waiting:
        taken, state = waiting.pop()
        for name in state.accepts():  # type: ignore[no-untyped-call]
            found.add(path := (*taken, str(name)))
            if len(path) < depth and name != "$END":
                after = state.copy()  # type: ignore[no-untyped-call]
                after.feed_token(Token(name, name))
                waiting.append((path, after))
    return found


@pytest.mark.parametrize("name", STARTS)
def test_a_kept_parser_does_what_a_built_one_does(name: str) -> None:
    kept, new = grammar(name), built(name, grammar_text(name))
    for start in STARTS[name]:
        assert moves(kept, start) == moves(new, start)
        for text in TEXTS[name]:
            assert outcome(kept, text, start) == outcome(new, text, start)


def test_no_table_is_stale() -> None:
    assert list(stale()) == [], "run make tables"


def test_tables_of_another_text_or_another_lark_are_passed_over() -> None:
    text = grammar_text("rows")
    kept = tables_of(built("rows", text), text)
    assert parser_of(kept, text) is not None
    assert parser_of(kept, text + "\n") is None
    assert parser_of(re.sub(rb'"lark":"[^"]*"', b'"lark":"0.1"', kept), text) is None
