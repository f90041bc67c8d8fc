"""Alias files: plain lines read at once mean what the full reading makes of them."""

from __future__ import annotations

import os
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.syntax import alias_file as alias_file_module
from smail_compiler.syntax.alias_entry import read_alias
from smail_compiler.syntax.alias_file import read_alias_file
from smail_compiler.syntax.parse import parse_aliases
from smail_compiler.syntax.reading import read_entries
from smail_compiler.text.source import SourceFile
from smail_testkit.alias_files import alias_file

MANY = 1_000_000
PIECES = (
    *("\n", "\n", "\n ", "\n\n", ": ", ":", ", ", ",", " ", "\t", "#x", "\\\n", "\\", '"a b"', "|", "/", "~", "(c)"),
    *("joe", "joe", "a.b", "x@y.z", "_", "+", "-a", "=", "..", "@", ".a", ":include:/l", "é", "<a@b>", "\r"),
    *(
        '"|/p q"',
        '"|/p é"',
        "|/p.q",
        "/b/x.y",
        "\\joe",
        "Al B <",
        ">",
        ", # x\n ",
        " # y\n",
        ",\n\t",
        "\n# z\n",
        "# w\\\n",
        "\0",
    ),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_plain_lines_mean_what_the_full_reading_makes_of_them(text: str) -> None:
    source = SourceFile("aliases", text.encode("latin-1"))
    nodes, found = read_alias_file(source)
    one_by_one = list(read_entries(source, read_alias, heads=True))
    assert list(nodes) == [node for aliases, _found, _end in one_by_one for node in aliases]
    assert found == [finding for _aliases, findings, _end in one_by_one for finding in findings]


@pytest.mark.parametrize("part", range(MANY // 10_000) if os.environ.get("SMAIL_SLOW") else range(1))
def test_generated_files_mean_what_the_full_reading_makes_of_them(part: int) -> None:
    """A million entries with SMAIL_SLOW set (`make slow`), ten thousand otherwise."""
    source = SourceFile("aliases", alias_file(10_000, seed=part).encode())
    nodes, found = read_alias_file(source)
    one_by_one = list(read_entries(source, read_alias, heads=True))
    assert len(nodes) == 10_000
    assert list(nodes) == [node for aliases, _found, _end in one_by_one for node in aliases]
    assert found == [finding for _aliases, findings, _end in one_by_one for finding in findings]


def test_most_of_a_real_file_is_read_at_once() -> None:
    source = SourceFile("aliases", alias_file(2_000, seed=7, broken=False).encode())
    with mock.patch.object(alias_file_module, "read_entries", side_effect=AssertionError("entry by entry")):
        nodes, found = read_alias_file(source)
    assert (len(nodes), found) == (2_000, [])


def test_key_value_and_targets() -> None:
    text = 'Team:  # who\n\tanna, "|/bin/x y", # one\n\t:include:/l\n# end\nx joe\\\n  , /dev/null\n'
    source = SourceFile("aliases", text.encode())
    team, x = parse_aliases(source).nodes
    assert (team.key, team.value) == ("Team", 'anna, "|/bin/x y", # one\n\t:include:/l')
    assert [(one.kind, one.target) for one in team.targets] == [
        ("address", "anna"),
        ("pipe", "/bin/x y"),
        ("include", "/l"),
    ]
    assert (x.key, x.value) == ("x", "joe, /dev/null")
    assert [one.at.text for one in (*team.targets, *x.targets)] == [
        "anna",
        '"|/bin/x y"',
        ":include:/l",
        "joe",
        "/dev/null",
    ]
