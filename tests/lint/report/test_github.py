"""Annotations within what GitHub shows, and nothing lost beyond it."""

from __future__ import annotations

import re

import pytest

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import SourceFile
from smail_lint.report.findings import Findings
from smail_lint.report.github import MOST, github
from smail_lint.report.markdown import markdown
from tests.lint.report import planted


def many(**counts: int) -> Findings:
    """So many findings of each severity, a line each."""
    source = SourceFile("config", b"x\n" * 200)
    found = [
        Diagnostic(Kind("SM999", "planted", Severity[word.upper()]), f"{word} {number}", source.span(2 * number))
        for word, count in counts.items()
        for number in range(count)
    ]
    return Findings(tuple(found), 1)


@pytest.mark.parametrize(
    ("counts", "annotated"),
    [
        ({"error": 3, "warning": 2, "info": 4}, {"error": 3, "warning": 2, "notice": 4}),
        ({"error": 10, "warning": 10, "info": 6, "style": 4}, {"error": 10, "warning": 10, "notice": 10}),
        ({"error": 11}, {"error": 10, "notice": 1}),
        ({"error": 15, "warning": 30, "info": 5, "style": 20}, {"error": 10, "warning": 10, "notice": 10}),
        ({"style": 11}, {"notice": 10}),
    ],
)
def test_ten_of_a_level(counts: dict[str, int], annotated: dict[str, int]) -> None:
    lines = github(many(**counts)).splitlines()
    levels = [line.split("::")[1].split()[0] for line in lines if re.match("::(error|warning|notice)", line)]
    assert {level: levels.count(level) for level in levels} == annotated
    assert max(annotated.values()) <= MOST
    assert sum(re.search(r"(error|warning|info|style) \d+$", line) is not None for line in lines) == sum(
        counts.values()
    )


def test_gravest_first_and_how_many_more() -> None:
    lines = github(many(style=20, error=12)).splitlines()
    assert lines[0].startswith("::error ") and lines[9].endswith("::error 9")
    assert "::notice title=smail-check::13 more findings in the log of this step" in lines[19]
    assert (lines[20], lines[21], lines[-1]) == (
        "::group::13 more findings",
        "error[SM999] config:11:1: planted: error 10",
        "::endgroup::",
    )


def test_nothing_in_the_log_is_a_command() -> None:
    found = (*many(warning=10).found, planted.hostile())
    logged = [line for line in github(Findings(found, 1)).splitlines() if not line.startswith("::")]
    assert len(logged) == 1
    assert "##[" not in logged[0]


def test_summary_keeps_within_its_limit() -> None:
    text = markdown(many(error=100), limit=2000)
    assert len(text.encode()) <= 2000
    rows = text.count("| error |")
    assert f"{100 - rows} more findings did not fit here." in text


def test_names_are_no_markup() -> None:
    row = markdown(Findings((planted.hostile(),), 1)).splitlines()[-1]
    assert len(re.findall(r"(?<!\\)\|", row)) == 5
    assert "<" not in re.sub(r"\\.", "", row)
