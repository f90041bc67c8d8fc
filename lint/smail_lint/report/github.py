"""Workflow commands that GitHub shows as annotations of a change.

Of a step no more than ten of each level are shown, and nothing tells that others were dropped. So the gravest come
first, the rest stand in the log, and an annotation says how many they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_lint.report.findings import Findings
from smail_lint.report.unicode import scalar
from smail_lint.report.visible import printable
from smail_runtime.mail.wording import counted

MOST = 10
"""Annotations of one level that GitHub shows of a step."""

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_NOTICE = "notice"
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(findings: Findings) -> str:
    """A command for each finding that GitHub shows, gravest first, and a line for each that it would drop."""
    levels: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in sorted(findings.found, key=lambda one: one.severity):
        levels[_LEVEL.get(one.severity, _NOTICE)].append(one)
    crowded = any(len(found) > MOST for found in levels.values())
    room = {level: MOST - (crowded and level == _NOTICE) for level in levels}
    shown = [one for level, found in levels.items() for one in found[: room[level]]]
    left = [one for level, found in levels.items() for one in found[room[level] :]]
    return "".join(f"{line}\n" for line in (*map(_command, shown), *(_rest(left) if left else ())))


def _rest(left: list[Diagnostic]) -> Iterable[str]:
    """The findings that are not annotated, folded in the log, and how many there are."""
    many = counted(len(left), "more finding")
    yield f"::{_NOTICE} title=smail-check::{many} in the log of this step, for GitHub shows {MOST} of a level"
    yield f"::group::{many}"
    yield from map(_logged, left)
    yield "::endgroup::"


def _logged(one: Diagnostic) -> str:
    """A line in which GitHub finds no command, whatever the names and texts are."""
    line, column = one.at.begin
    said = f"{one.at.source.path}:{line}:{column}: {one.kind.name}: {one.message}"
    return f"{one.severity.word}[{one.kind.code}] {printable(said).replace('##[', '# #[')}"


def _command(one: Diagnostic) -> str:
    (line, column), (end_line, end_column) = one.at.begin, one.at.finish
    properties = {
        "file": scalar(one.at.source.path),
        "line": line,
        "col": column,
        "endLine": end_line,
        "endColumn": end_column,
        "title": f"{one.kind.code} {one.kind.name}",
    }
    written = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
    said = " ".join([one.message, *([f"({one.help})"] if one.help else [])])
    return f"::{_LEVEL.get(one.severity, _NOTICE)} {written}::{scalar(said).translate(_DATA)}"
