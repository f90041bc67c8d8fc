"""Fingerprints: what they outlive, and what they tell apart."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile, Span
from smail_lint.report.anchor import anchor
from smail_lint.report.findings import Findings
from smail_lint.report.fingerprint import fingerprints
from tests.lint.report import planted


def marks(data: bytes, word: bytes, path: str = "directors", base: str = "") -> list[str]:
    """The fingerprints of a finding at each place of a word."""
    source = SourceFile(path, data)
    places = [at for at in range(len(data)) if data.startswith(word, at)]
    return prints((source.span(at, at + len(word)) for at in places), base)


def prints(places: Iterable[Span], base: str = "") -> list[str]:
    """The fingerprints of findings at places."""
    return list(fingerprints(Findings(tuple(Diagnostic(planted.OLD, "m", place) for place in places), 1, base)))


BEFORE = b"lists: driver=forwardfile,\n    nobody; file=bad, bad\n"


@pytest.mark.parametrize(
    "after",
    [
        b"# more\n\nother: driver=user\n" + BEFORE,
        b"lists:\n        driver=forwardfile, nobody;\n        file=bad,\n# said\n\n        bad\n",
        b"lists: driver=forwardfile, -nobody, owner=x; file=bad, bad\n",
    ],
    ids=["lines above", "laid out anew", "other attributes"],
)
def test_what_a_fingerprint_outlives(after: bytes) -> None:
    assert marks(after, b"bad") == marks(BEFORE, b"bad")
    assert len(set(marks(BEFORE, b"bad"))) == 2


@pytest.mark.parametrize("after", [b"other: file=bad, bad\n", b"lists: file=bat, bat\n"], ids=["entry", "text"])
def test_what_it_tells_apart(after: bytes) -> None:
    assert not {*marks(after, b"bad"), *marks(after, b"bat")} & {*marks(BEFORE, b"bad")}


def test_directory_that_names_begin_at_is_left_out() -> None:
    assert marks(BEFORE, b"bad") == marks(BEFORE, b"bad", "etc/smail/directors", "etc/smail/")
    assert marks(BEFORE, b"bad") != marks(BEFORE, b"bad", "hub/directors")


def test_what_is_missing_in_a_file_is_told_of_its_first_byte() -> None:
    first, second = (SourceFile("config", data) for data in (b"one=1\n", b"# two\none=1\n"))
    assert prints([first.span(0)]) == prints([second.span(0)])


@pytest.mark.parametrize(
    ("data", "at", "name"),
    [
        (b"one: driver=user\n    x\ntwo: y\n", 20, "one"),
        (b"one: driver=user\n# x\n\n\tz\n", 24, "one"),
        (b"# first\nmax_load_ave = 5\n", 20, "max_load_ave"),
        (b"# first\n", 3, "#"),
        (b"  nothing\n", 3, ""),
        (b"-require_configs\n", 2, "require_configs"),
        (b"=x\n", 1, "="),
        (b"staff  ann,\n\tbob\n", 13, "staff"),
        (b"", 0, ""),
    ],
)
def test_anchor(data: bytes, at: int, name: str) -> None:
    assert anchor(SourceFile("x", data).span(at)) == name
