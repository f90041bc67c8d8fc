"""The grammars against a plain reader written from the rules: the same entries, and mistakes in the same entries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.syntax.config_entry import read_variable
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.kinds import EMPTY_ENTRY
from smail_compiler.syntax.nodes import AttributeNode, EntryNode, RowNode, Sign
from smail_compiler.syntax.table_entry import read_entry
from smail_compiler.syntax.table_row import read_row
from smail_compiler.text.diagnostic import Diagnostic, has_errors
from smail_compiler.text.source import SourceFile
from tests.compiler.syntax import plain_reader

Reading = tuple[list[object], list[Diagnostic]]

PIECES = (*'ab=,;:"#\\\n \t+-(xn07\r', "\\\n", "\n ", "a=", ', b="', '"\n', "\\x4", "\\1")


def attribute(node: AttributeNode) -> plain_reader.Attribute:
    return node.name, node.value if node.value is not None else node.sign is not Sign.MINUS


def config(entry: Entry) -> Reading:
    nodes, found = read_variable(entry)
    return [attribute(one) for one in nodes], found


def table(entry: Entry) -> Reading:
    nodes, found = read_entry(entry)
    return [_entry(one) for one in nodes], [one for one in found if one.kind is not EMPTY_ENTRY]


def _entry(node: EntryNode) -> plain_reader.Table:
    return node.name, [attribute(one) for one in node.generic], [attribute(one) for one in node.private]


def row(entry: Entry) -> Reading:
    nodes, found = read_row(entry)
    return [_row(one) for one in nodes], found


def _row(node: RowNode) -> tuple[str, str]:
    return node.key, node.value


READERS: dict[str, tuple[Callable[[Entry], Reading], Callable[[str], object]]] = {
    "config": (config, plain_reader.config),
    "directors": (table, plain_reader.table),
    "retry": (row, plain_reader.row),
}


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=600, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=14), head=st.sampled_from(("", "a: b", "a=", "a "))
)
def test_the_grammar_takes_what_the_rules_take(kind: str, pieces: list[str], head: str) -> None:
    text = (head + "".join(pieces)).lstrip(" \t\n\r")
    if not text or text.startswith("#"):
        return
    ours, plain = READERS[kind]
    nodes, found = ours(Entry(SourceFile(kind, text.encode("latin-1")), text, 0, len(text), ((0, 0),)))
    try:
        expected = plain(text)
    except plain_reader.Refused as refusal:
        assert has_errors(found), (text, str(refusal))
        return
    nameless = kind == "config" and isinstance(expected, tuple) and expected[0] == ""
    if nameless:
        assert [one.category for one in found] == ["unknown-attribute"]
    elif "\0" not in str(expected).replace("\\x00", "\0"):
        assert (nodes, [one for one in found if one.category]) == ([expected], [])
