"""Workflow commands that GitHub shows as annotations of a change."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_lint.report.findings import Findings
from smail_lint.report.unicode import scalar

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(findings: Findings) -> str:
    """One command for each finding, gravest first, since only the first ten of a step are shown."""
    return "".join(f"{_command(one)}\n" for one in sorted(findings.found, key=lambda one: one.severity))


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
    return f"::{_LEVEL.get(one.severity, 'notice')} {written}::{scalar(said).translate(_DATA)}"
