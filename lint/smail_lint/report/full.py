"""The format for people: a frame for each finding and a summary line."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Severity
from smail_lint.report.findings import Findings
from smail_lint.report.frame import frame
from smail_lint.report.paint import Paint


def full(findings: Findings, width: int = 80, paint: Paint | None = None) -> str:
    """All frames, a blank line behind each, and the summary."""
    paint = paint or Paint()
    frames = "".join(f"{frame(one, width, paint)}\n\n" for one in findings.found)
    return f"{frames}{_summary(findings, paint)}\n"


def _summary(findings: Findings, paint: Paint) -> str:
    files = _counted(findings.files, "file")
    if not findings.found:
        return f"{paint('good', 'No findings')} in {files}."
    counted = ((severity, findings.count(severity)) for severity in Severity)
    parts = [paint(severity.word, _of_severity(severity, many)) for severity, many in counted if many]
    return f"Found {', '.join(parts)} in {files}."


def _of_severity(severity: Severity, many: int) -> str:
    plain = {Severity.INFO: "note", Severity.STYLE: "style remark"}
    return _counted(many, plain.get(severity, severity.word))


def _counted(many: int, noun: str) -> str:
    return f"{many} {noun}{'' if many == 1 else 's'}"
