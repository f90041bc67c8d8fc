"""One row of a qualify, retry or method file: two words."""

from __future__ import annotations

from lark import Token, UnexpectedInput

from smail_compiler.syntax import complaints, row_complaints
from smail_compiler.syntax.attributes import place
from smail_compiler.syntax.building import Place
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.grammar import grammar, terminal
from smail_compiler.syntax.nodes import RowNode
from smail_compiler.syntax.scanning import skip
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import text_of


def read_row(entry: Entry) -> tuple[list[RowNode], list[Diagnostic]]:
    """The row of an entry, or what is wrong with it; a row with more than two words is no row."""
    try:
        tree = grammar("rows").parse(entry.text, start="row")
    except UnexpectedInput:
        return [], [_complaint(entry)]
    words = [place(one) for one in tree.children if isinstance(one, Token)]
    return [_row(entry, *words)], []


def _row(entry: Entry, key: Place, value: Place) -> RowNode:
    """The node of two words."""
    return RowNode(
        key=text_of(entry.text[slice(*key)].encode("latin-1")),
        value=text_of(entry.text[slice(*value)].encode("latin-1")),
        at=entry.span(key[0], value[1]),
        key_at=entry.span(*key),
        value_at=entry.span(*value),
    )


def _complaint(entry: Entry) -> Diagnostic:
    """One word, or three and more."""
    word = terminal("WORD", "rows")
    first = word.match(entry.text)
    end = first.end() if first else 1
    second = word.match(entry.text, skip(entry.text, end))
    if second is None:
        return row_complaints.short_row(entry, end)
    at = skip(entry.text, second.end())
    joint = entry.joint(second.end(), at) if entry.lines_between(second.end(), at) > 1 else None
    if joint is not None:
        return complaints.joined_line(entry, joint, at, "trailing-text")
    return row_complaints.long_row(entry, at)
