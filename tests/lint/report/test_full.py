"""The format for people, by golden files and by properties."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.text.diagnostic import Diagnostic, Label
from smail_compiler.text.source import SourceFile
from smail_lint.report.findings import Findings
from smail_lint.report.frame import frame
from smail_lint.report.full import full
from smail_lint.report.paint import Paint, wants_colour
from smail_lint.report.visible import width_of
from smail_testkit.golden import Golden
from tests.lint.report import planted

SPANS = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(sorted)


def plain(found: Diagnostic, width: int = 80) -> str:
    """The frame without colour."""
    return frame(found, width, Paint())


def only(data: bytes, start: int, end: int, message: str = "here") -> Diagnostic:
    """A finding on some bytes of a file of its own."""
    return Diagnostic(planted.OLD, message, SourceFile("config", data).span(start, end))


def test_every_shape(golden: Golden) -> None:
    golden.check("full.txt", full(Findings(planted.everything(), 2)))


def test_colour(golden: Golden) -> None:
    golden.check("colour.txt", full(Findings(planted.everything()[:1], 2), paint=Paint(colour=True)))


def test_narrow_terminal(golden: Golden) -> None:
    golden.check("narrow.txt", full(Findings(planted.everything()[:2], 2), width=50))


def test_nothing_found() -> None:
    assert full(Findings((), 1)) == "No findings in 1 file.\n"


@pytest.mark.parametrize(
    ("data", "start", "end", "source", "underline"),
    [
        (b"a\tbad", 2, 5, "a       bad", "        ^^^"),
        ("größe=bad".encode(), 8, 11, "größe=bad", "      ^^^"),
        ("名前=bad".encode(), 7, 10, "名前=bad", "     ^^^"),
        (b"x\xff\x1b[2Jbad", 6, 9, r"x\xff\x1b[2Jbad", "            ^^^"),
        ("x\u202ebad".encode(), 4, 7, r"x\u202ebad", "       ^^^"),
        (b"dos\r", 0, 3, r"dos\r", "^^^"),
    ],
    ids=["tab", "two bytes", "wide", "control and invalid", "bidirectional", "carriage return"],
)
def test_underline_stands_below_what_is_seen(data: bytes, start: int, end: int, source: str, underline: str) -> None:
    assert plain(only(data, start, end)).splitlines()[3:] == [f"1 | {source}", f"  | {underline}"]


def test_long_line_is_cut_around_the_place() -> None:
    data = b"hostnames=" + b"a.example:" * 500 + b"BAD" + b":z.example" * 500
    rows = plain(only(data, data.index(b"BAD"), data.index(b"BAD") + 3)).splitlines()
    source, underline = rows[3], rows[4]
    assert source.startswith("1 | ...") and source.endswith("...") and len(source) <= 80
    assert source[underline.index("^") : underline.rindex("^") + 1] == "BAD"


def test_two_labels_on_one_line_hang_below_each_other() -> None:
    source = SourceFile("config", b"alpha beta gamma\n")
    labels = (Label(source.span(0, 5), "first"), Label(source.span(6, 10), "second"))
    rows = plain(Diagnostic(planted.OLD, "m", source.span(11, 16), labels=labels)).splitlines()
    assert rows[3:] == [
        "1 | alpha beta gamma",
        "  | ----- ---- ^^^^^",
        "  | |",
        "  | |     second",
        "  | first",
    ]


@given(st.binary(max_size=300), SPANS, SPANS, st.text(max_size=40), st.integers(1, 200))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_shown(data: bytes, place: list[int], other: list[int], message: str, width: int) -> None:
    source = SourceFile("config", data)
    label = Label(source.span(*other), message)
    shown = plain(Diagnostic(planted.OLD, message, source.span(*place), labels=(label,), help=message), width)
    assert all(line.isprintable() for line in shown.split("\n"))


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=400), st.data())
@settings(max_examples=100, deadline=None)
def test_source_lines_fit_the_width(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    found = only(text.encode(), len(text[:start].encode()), len(text[: start + 1].encode()), "m")
    rows = plain(found).splitlines()
    assert all(width_of(row) <= 80 for row in rows)
    column = rows[4].index("^")
    assert text[start] in _from_cell(rows[3], column)


def _from_cell(row: str, column: int) -> str:
    """The characters from a cell on."""
    cell = 0
    for at, character in enumerate(row):
        if cell >= column:
            return row[at:]
        cell += width_of(character)
    return ""


def test_colour_is_for_terminals_without_no_color() -> None:
    assert wants_colour(True, {})
    assert not wants_colour(False, {})
    assert not wants_colour(True, {"NO_COLOR": "1"})
    assert not wants_colour(True, {"TERM": "dumb"})
