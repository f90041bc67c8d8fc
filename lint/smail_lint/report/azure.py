"""Logging commands of Azure Pipelines: issues of the run, each with its place."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_lint.report.findings import Findings
from smail_lint.report.visible import printable

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_ESCAPES = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A", ";": "%3B", "]": "%5D"})


def azure(findings: Findings) -> str:
    """A command for each error and warning, gravest first; milder ones are lines of the log, for it has no level."""
    ordered = sorted(findings.found, key=lambda one: one.severity)
    return "".join(f"{_issue(one) if one.severity in _LEVEL else _logged(one)}\n" for one in ordered)


def _issue(one: Diagnostic) -> str:
    line, column = one.at.begin
    properties = {
        "type": _LEVEL[one.severity],
        "sourcepath": printable(one.at.source.path),
        "linenumber": line,
        "columnnumber": column,
        "code": one.kind.code,
    }
    written = ";".join(f"{key}={str(value).translate(_ESCAPES)}" for key, value in properties.items())
    said = " ".join([f"{one.kind.name}: {one.message}", *([f"({one.help})"] if one.help else [])])
    return f"##vso[task.logissue {written}]{_harmless(said).translate(_ESCAPES)}"


def _logged(one: Diagnostic) -> str:
    """A line in which no command is found, whatever the names and texts are."""
    line, column = one.at.begin
    said = _harmless(f"{one.at.source.path}:{line}:{column}: {one.kind.name}: {one.message}")
    return f"{one.severity.word}[{one.kind.code}] {said}"


def _harmless(text: str) -> str:
    return printable(text).replace("##", "# #")
