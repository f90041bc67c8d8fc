"""What a written value means, character by character, in config and table files."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.syntax.nodes import AttributeNode, Sign
from smail_compiler.syntax.parse import parse_config, parse_table
from smail_compiler.text.source import SourceFile, bytes_of

VALUES = {
    "bare": ("a.b/c", "a.b/c"),
    "all bare characters": ("!@$%^&*-_+~/?|<>:[]{}.`'", "!@$%^&*-_+~/?|<>:[]{}.`'"),
    "a backslash protects any character": (r"a\,b\ c\"d\#e\=\(", 'a,b c"d#e=('),
    "no letter is special outside quotes": (r"\n\t\x41", "ntx41"),
    "empty": ("", ""),
    "quoted": ('"a, b; c = #d"', "a, b; c = #d"),
    "empty in quotes": ('""', ""),
    "letters of C": (r'"\b\f\n\r\t\v"', "\b\f\n\r\t\v"),
    "escape and bell": (r'"\e\g"', "\x1b\a"),
    "a is no bell": (r'"\a"', "a"),
    "other characters": (r'"\\\"\q\8"', '\\"q8'),
    "octal": (r'"\101\7\12"', "A\a\n"),
    "any number of octal digits": (r'"\0000101\400101"', "AA"),
    "hexadecimal": (r'"\x41\X42"', "AB"),
    "any number of hexadecimal digits": (r'"\x00041"', "A"),
    "hexadecimal letters count from 0": (r'"\x4a\x4B\xF0"', "@AP"),
    "newlines in quotes": ('"a\n  b"', "a\n  b"),
    "joined lines in quotes": ('"a\\\n  b"', "ab"),
    "comments in quotes are text": ('"a\n# b\n c"', "a\n# b\n c"),
    "UTF-8": ("ü".join('""'), "ü"),
    "UTF-8 made of escapes": (r'"\303\274"', "ü"),
    "bytes that are no UTF-8": (r'"\377a"', "\udcffa"),
}


def config_value(written: str) -> AttributeNode:
    """The one setting of a config file with this value."""
    (node,) = parse_config(SourceFile("config", f"name = {written}\n".encode())).nodes
    return node


@pytest.mark.parametrize("name", VALUES)
def test_meaning(name: str) -> None:
    written, meaning = VALUES[name]
    node = config_value(written)
    assert (node.sign, node.value) == (Sign.VALUE, meaning)
    assert len(node.offsets) == len(meaning) + 1
    (entry,) = parse_table(SourceFile("routers", f"r: a={written}, b".encode())).nodes
    assert [one.value for one in entry.generic] == [meaning, None]


def test_offsets_lead_through_escapes_and_joints() -> None:
    node = config_value('"a\\n\\\n\tü\\x41z"')
    assert node.value == "a\nüAz"
    assert node.offsets == (8, 9, 14, 16, 20, 21)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from('ab ü\\\n\t#",;=$\0x1'), max_size=12))
def test_any_text_can_be_quoted(text: str) -> None:
    escaped = "".join(f"\\{byte:03o}" for byte in bytes_of(text))
    value = text.split("\0")[0]
    assert config_value(f'"{escaped}"').value == value


def test_a_nul_leaves_the_rest_as_an_attribute_in_tables_only() -> None:
    (entry,) = parse_table(SourceFile("routers", rb'r: a="x\0rest", b')).nodes
    assert [(one.name, one.value) for one in entry.generic] == [("a", "x"), ("rest", None), ("b", None)]
    assert config_value(r'"x\0rest"').value == "x"


def test_parts_of_an_entry_and_their_places() -> None:
    data = b"user:  driver = x, +a,\n\t-b ; c=;d , -e,;\n"
    (entry,) = parse_table(SourceFile("directors", data)).nodes
    assert [(one.name, one.sign, one.value) for one in entry.generic] == [
        ("driver", Sign.VALUE, "x"),
        ("a", Sign.PLUS, None),
        ("b", Sign.MINUS, None),
    ]
    assert [one.name for one in entry.private] == ["c", "d", "e"]
    assert [one.at.text for one in (*entry.generic, *entry.private)] == ["driver = x", "+a", "-b", "c=", "d", "-e"]
    assert (entry.name_at.text, entry.at.start, entry.at.end) == ("user", 0, len(data) - 1)
    assert entry.semicolon_at is not None
    assert entry.semicolon_at.begin == (2, 5)
    assert not entry.broken
