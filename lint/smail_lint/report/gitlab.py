"""The Code Quality report of GitLab: a list of issues in the manner of Code Climate."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_lint.report.findings import Findings
from smail_lint.report.fingerprint import fingerprints
from smail_lint.report.indented import indented
from smail_lint.report.unicode import scalar
from smail_lint.report.wording import remarks

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
    (begin, _), (end, _) = one.at.begin, one.at.finish
    issue: dict[str, Value] = {
        "type": "issue",
        "check_name": f"{one.kind.code} {one.kind.name}",
        "description": scalar(one.message),
        "categories": ["Style" if one.severity is Severity.STYLE else "Bug Risk"],
        "severity": _LEVEL[one.severity],
        "fingerprint": fingerprint,
        "location": {"path": scalar(one.at.source.path), "lines": {"begin": begin, "end": end}},
    }
    body = "\n".join(remarks(one))
    return issue | ({"content": {"body": scalar(body)}} if body else {})
