"""The one reader behind every file: where entries begin and end, and what vanishes from them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.syntax.entries import split_entries
from smail_compiler.text.source import SourceFile

SPLITS = {
    "one a line": ("a\nb\n", ["a\n", "b\n"]),
    "no newline at the end": ("a\nb", ["a\n", "b"]),
    "nothing": ("", []),
    "only blanks and comments": (" \n\t# a\n\n#b", []),
    "the first entry may be indented": ("\n  a\n b\nc\n", ["a\n b\n", "c\n"]),
    "indented lines continue": ("a\n b\n\tc\nd\n", ["a\n b\n\tc\n", "d\n"]),
    "blank lines do not end an entry": ("a\n\n\n b\nc\n", ["a\n\n\n b\n", "c\n"]),
    "a blank line before an entry belongs to the one above": ("a\n\nb\n", ["a\n\n", "b\n"]),
    "comments in column 1 do not end an entry": ("a\n#c\n b\nd\n", ["a\n#c\n b\n", "d\n"]),
    "a carriage return in column 1 ends an entry": ("a\n\r b\n", ["a\n", "b\n"]),
    "a form feed in column 1 ends an entry": ("a\n\f b\n", ["a\n", "b\n"]),
    "backslash-newline joins and takes the blanks": ("a\\\n  \tb\nc\n", ["ab\n", "c\n"]),
    "joining works in comments of an entry": ("a #c\\\nb\nd\n", ["a #cb\n", "d\n"]),
    "but not in comments before the first entry": ("#c\\\nb\nd\n", ["b\n", "d\n"]),
    "what follows a joint is not tested for the end": ("a\\\n\nb\nc\n", ["a\nb\n", "c\n"]),
    "a backslash behind a joint is plain": ("a\\\n\\\nb\n", ["a\\\n", "b\n"]),
    "other backslashes stay": ("a\\b\\\\\nc\n", ["a\\b\\\\\n", "c\n"]),
    "a backslash that ends the file is dropped": ("a\\", ["a"]),
    "two of them stay": ("a\\\\", ["a\\\\"]),
    "the first character is copied whatever it is": ("\\\na\n", ["\\\n", "a\n"]),
    "quotes mean nothing here": ('a="b\nc"\n', ['a="b\n', 'c"\n']),
}


@pytest.mark.parametrize("name", SPLITS)
def test_where_entries_begin_and_end(name: str) -> None:
    text, entries = SPLITS[name]
    assert [one.text for one in split_entries(SourceFile("f", text.encode()))] == entries


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["\n", "\n", "\\", "\\\n", " ", "\t", "#", "a", "b", '"', "\r", "\f"]), max_size=24))
def test_every_character_knows_its_place(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    for entry in split_entries(SourceFile("f", data)):
        offsets = entry.offsets(0, len(entry.text))
        assert len(offsets) == len(entry.text) + 1
        assert bytes(data[at] for at in offsets[:-1]).decode() == entry.text
        assert list(offsets) == sorted(offsets)
        assert all(entry.offset(at) == offset for at, offset in enumerate(offsets[:-1]))
        assert entry.start <= offsets[0] and offsets[-1] <= entry.end


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["\n", "\n", "\\", "\\\n", " ", "\t", "#", "a", "b", '"', "\r", "\f"]), max_size=24))
def test_the_pattern_does_what_the_rules_say(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [one.text for one in split_entries(SourceFile("f", text.encode()))] == list(by_the_rules(text))


def by_the_rules(text: str) -> list[str]:
    """The reader of section 1, character by character."""
    entries: list[str] = []
    rest = iter([*text, ""])
    c = next(rest)
    while True:
        while c and c in " \t\n\v\f\r#":
            if c == "#":
                while c and c != "\n":
                    c = next(rest)
            else:
                c = next(rest)
        if not c:
            return entries
        entry = c
        c = next(rest)
        while c:
            if c == "\n":
                entry += c
                c = next(rest)
                if not c or c not in " \t\n#":
                    break
                continue
            if c == "\\":
                c = next(rest)
                if c == "\n":
                    c = next(rest)
                    while c and c in " \t":
                        c = next(rest)
                else:
                    entry += "\\" if c else ""
            if not c:
                break
            entry += c
            c = next(rest)
        entries.append(entry)
