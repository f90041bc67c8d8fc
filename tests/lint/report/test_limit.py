"""People are shown the first findings of one rule in one file, and told how many more there are."""

from __future__ import annotations

import pytest

from smail_compiler.text.diagnostic import Diagnostic, Kind
from smail_compiler.text.source import SourceFile
from smail_lint.report.findings import Findings
from smail_lint.report.full import full
from smail_lint.report.grouped import grouped
from smail_lint.report.limit import shown
from tests.lint.report.planted import OLD, UNKNOWN


def findings(kind: Kind, path: str, many: int) -> list[Diagnostic]:
    source = SourceFile(path, b"x\n" * many)
    return [Diagnostic(kind, f"number {at}", source.span(2 * at, 2 * at + 1)) for at in range(many)]


@pytest.mark.parametrize(
    ("found", "most", "expected"),
    [
        (findings(OLD, "a", 3), 0, ["", "", ""]),
        (findings(OLD, "a", 3), 3, ["", "", ""]),
        (findings(OLD, "a", 3), 2, ["", "1 more"]),
        (findings(OLD, "a", 1) + findings(OLD, "b", 1), 1, ["", ""]),
        (findings(OLD, "a", 1) + findings(UNKNOWN, "a", 2), 1, ["", "1 more"]),
        (findings(OLD, "a", 1234), 1, ["1,233 more"]),
        ([], 1, []),
    ],
    ids=["no limit", "as many", "one more", "of each file", "of each rule", "thousands", "none"],
)
def test_the_last_one_tells_how_many_are_left_out(found: list[Diagnostic], most: int, expected: list[str]) -> None:
    lines = [line for _, line in shown(found, most)]
    assert [line.partition(" of ")[0].removeprefix("... and ") for line in lines] == expected


def test_the_first_ones_are_shown_in_their_order() -> None:
    found = findings(OLD, "a", 3)
    assert [one for one, _ in shown(found, 2)] == found[:2]


def test_full_says_so_below_the_last_frame_and_counts_all() -> None:
    report = full(Findings(tuple(findings(OLD, "a", 5)), 1), most=2)
    assert report.count("number ") == 2
    assert "\n\n... and 3 more of SM801 deprecated-attribute in a (smail-check --max-alike 0 shows all)\n\n" in report
    assert report.endswith("Found 5 warnings in 1 file.\n")


def test_grouped_says_so_below_the_last_line_and_counts_all() -> None:
    report = grouped(Findings(tuple(findings(OLD, "a", 5)), 1), most=2)
    assert report.splitlines()[2:] == [
        "  2:1  warning  SM801 deprecated-attribute: number 1",
        "  ... and 3 more of SM801 deprecated-attribute in a (smail-check --max-alike 0 shows all)",
        "",
        "Found 5 warnings in 1 file.",
    ]
