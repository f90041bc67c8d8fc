"""The formats by name. Only the module of the one that is asked for is imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from smail_lint.report.findings import Findings
from smail_lint.report.page import Page
from smail_lint.report.paint import Paint


class Look(msgspec.Struct, frozen=True):
    """What formats need besides the findings: SARIF the rules; those for people width, colours, how much to show."""

    pages: Callable[[], Iterable[Page]]
    version: str
    width: int = 80
    paint: Paint = Paint()
    most: int = 0


Writer = Callable[[Findings, Look], str]


def _full(findings: Findings, look: Look) -> str:
    from smail_lint.report.full import full

    return full(findings, look.width, look.paint, look.most)


def _concise(findings: Findings, _: Look) -> str:
    from smail_lint.report.concise import concise

    return concise(findings)


def _grouped(findings: Findings, look: Look) -> str:
    from smail_lint.report.grouped import grouped

    return grouped(findings, look.paint, look.most)


def _json(findings: Findings, _: Look) -> str:
    from smail_lint.report.json import as_json

    return as_json(findings)


def _jsonl(findings: Findings, _: Look) -> str:
    from smail_lint.report.json import as_json_lines

    return as_json_lines(findings)


def _sarif(findings: Findings, look: Look) -> str:
    from smail_lint.report.sarif import sarif

    return sarif(findings, look.pages(), look.version)


def _github(findings: Findings, _: Look) -> str:
    from smail_lint.report.github import github

    return github(findings)


def _azure(findings: Findings, _: Look) -> str:
    from smail_lint.report.azure import azure

    return azure(findings)


def _gitlab(findings: Findings, _: Look) -> str:
    from smail_lint.report.gitlab import gitlab

    return gitlab(findings)


def _junit(findings: Findings, _: Look) -> str:
    from smail_lint.report.junit import junit

    return junit(findings)


def _checkstyle(findings: Findings, _: Look) -> str:
    from smail_lint.report.checkstyle import checkstyle

    return checkstyle(findings)


def _rdjson(findings: Findings, _: Look) -> str:
    from smail_lint.report.rdjson import rdjson

    return rdjson(findings)


def _gcc(findings: Findings, _: Look) -> str:
    from smail_lint.report.gcc import gcc

    return gcc(findings)


def _markdown(findings: Findings, _: Look) -> str:
    from smail_lint.report.markdown import markdown

    return markdown(findings)


FORMATS: Mapping[str, Writer] = {
    "full": _full,
    "concise": _concise,
    "grouped": _grouped,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "azure": _azure,
    "junit": _junit,
    "checkstyle": _checkstyle,
    "rdjson": _rdjson,
    "gcc": _gcc,
    "markdown": _markdown,
}


def _statistics(findings: Findings, look: Look) -> str:
    from smail_lint.report.statistics import statistics

    return statistics(findings, look.paint)


def _statistics_json(findings: Findings, _: Look) -> str:
    from smail_lint.report.statistics import statistics_json

    return statistics_json(findings)


MOST_ALIKE = 50
"""The findings of one rule in one file that people are shown if nothing else is said."""

FOR_PEOPLE = ("full", "grouped")
"""The formats that leave out what is much alike; all others hold every finding."""

STATISTICS: Mapping[str, Writer] = {
    "full": _statistics,
    "concise": _statistics,
    "grouped": _statistics,
    "json": _statistics_json,
}
"""The formats that counts by rule are written in."""
