"""The Code Quality report of GitLab: a list of issues in the manner of Code Climate."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_compiler.text.source import Span
from smail_lint.report.findings import Findings
from smail_lint.report.fingerprint import fingerprints
from smail_lint.report.indented import indented
from smail_lint.report.unicode import scalar
from smail_lint.report.wording import others, remarks

Value = str | int | list["Value"] | dict[str, "Value"]

_LEVEL = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.INFO: "minor",
    Severity.STYLE: "info",
}


def gitlab(findings: Findings) -> str:
    """The whole list; an issue keeps its fingerprint while lines are moved."""
    marked = zip(findings.found, fingerprints(findings), strict=True)
    issues = [_issue(one, mark) for one, mark in marked]
    return indented(issues)


def _issue(one: Diagnostic, fingerprint: str) -> dict[str, Value]:
    issue: dict[str, Value] = {
        "type": "issue",
        "check_name": f"{one.kind.code} {one.kind.name}",
        "description": scalar(one.message),
        "categories": ["Style" if one.severity is Severity.STYLE else "Bug Risk"],
        "severity": _LEVEL[one.severity],
        "fingerprint": fingerprint,
        "location": _location(one.at),
    }
    body = "\n".join((*remarks(one), *others(one)))
    return issue | ({"content": {"body": scalar(body)}} if body else {})


def _location(at: Span) -> dict[str, Value]:
    (begin, _), (end, _) = at.begin, at.finish
    return {"path": scalar(at.source.path), "lines": {"begin": begin, "end": end}}
