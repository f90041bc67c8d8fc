"""Alias files: plain lines read at once mean what the full reading makes of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.syntax.alias_entry import read_alias
from smail_compiler.syntax.alias_file import read_alias_file
from smail_compiler.syntax.parse import parse_aliases
from smail_compiler.syntax.reading import read_entries
from smail_compiler.text.source import SourceFile

PIECES = (
    *("\n", "\n", "\n ", "\n\n", ": ", ":", ", ", ",", " ", "\t", "#x", "\\\n", "\\", '"a b"', "|", "/", "~", "(c)"),
    *("joe", "joe", "a.b", "x@y.z", "_", "+", "-a", "=", "..", "@", ".a", ":include:/l", "é", "<a@b>", "\r"),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_plain_lines_mean_what_the_full_reading_makes_of_them(text: str) -> None:
    source = SourceFile("aliases", text.encode("latin-1"))
    nodes, found = read_alias_file(source)
    one_by_one = list(read_entries(source, read_alias, heads=True))
    assert nodes == [node for aliases, _found, _end in one_by_one for node in aliases]
    assert found == [finding for _aliases, findings, _end in one_by_one for finding in findings]


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
