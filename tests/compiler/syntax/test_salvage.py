"""Reading on after mistakes: sound entries read the same by both readers, and many mistakes give as many findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import UnexpectedInput

from smail_compiler.syntax.entries import Entry, split_entries
from smail_compiler.syntax.grammar import grammar
from smail_compiler.syntax.parse import parse_table
from smail_compiler.syntax.salvage import salvage_entry
from smail_compiler.syntax.table_entry import read_entry
from smail_compiler.text.diagnostic import has_errors
from smail_compiler.text.source import SourceFile

SITES = Path(__file__).parent / "sites"
PIECES = (
    *(
        ",",
        ",",
        ";",
        "=",
        " ",
        "\n  ",
        '"x y"',
        '"',
        "#c\n ",
        "\\,",
        "\\",
        "(",
        "+a",
        "-b",
        "name",
        "driver=x",
        "a=",
        "b\n",
    ),
    *('"a\n  b=', "x: ", "\n\n  "),
)


@pytest.mark.parametrize("name", ["directors", "routers", "transports"])
def test_sound_entries_read_alike(name: str) -> None:
    source = SourceFile(name, (SITES / name).read_bytes())
    for entry in split_entries(source):
        nodes, found = salvage_entry(entry)
        assert (nodes, found) == read_entry(entry)
        assert found == []


def accepted(entry: Entry) -> bool:
    """Whether the grammar takes the entry as it is."""
    try:
        grammar("entry").parse(entry.text, start="table")
    except UnexpectedInput:
        return False
    return True


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_what_the_grammar_refuses_is_exactly_what_salvage_complains_of(body: str) -> None:
    for entry in split_entries(SourceFile("t", f"entry: {body}".encode())):
        nodes, found = salvage_entry(entry)
        assert (nodes, found) == read_entry(entry)
        assert accepted(entry) or has_errors(found)


FAULTS = (
    "{n} driver=x, a=b",
    "{n}: driver=x a=b",
    '{n}: driver=x, a="b',
    '{n}: driver=x, a="b,\n  c=d, e="f"',
    "{n}: driver=x,, a=b",
    "{n}: +driver=x, a=b",
    "{n}: driver=x(y), a=b",
    "{n}: driver=x\n  a=b, c",
    "{n}: driver=x;\n  =b, c",
    ": driver=x, a=b",
    "{n}: driver=x, a\n  b, c",
    "{n}: driver=x; a=b;; c=d",
    '{n}: driver=x; a=b"c, d',
    "{n}: driver=x; a=b\n  {n}x: driver=y",
)


def test_many_mistakes_in_one_file_give_as_many_findings() -> None:
    entries: list[str] = []
    for number in range(4):
        for fault in FAULTS:
            entries.append(fault.format(n=f"n{number}{len(entries)}"))
            entries.append("sound: driver=x, a=b; c\n# a comment\n")
    text = "\n".join(entries)
    found = parse_table(SourceFile("directors", text.encode())).diagnostics
    starts = [text[: text.index(one)].count("\n") + 1 for one in entries if not one.startswith(("sound", ": "))]
    assert len(found) == 4 * len(FAULTS)
    reported = {one.at.line for one in found}
    assert all(start in reported or start + 1 in reported for start in starts)
