"""The format for people: a frame for each finding and a summary line."""

from __future__ import annotations

from smail_lint.report.findings import Findings
from smail_lint.report.frame import frame
from smail_lint.report.limit import shown
from smail_lint.report.paint import Paint
from smail_lint.report.wording import by_severity, where_of


def full(findings: Findings, width: int = 80, paint: Paint | None = None, most: int = 0) -> str:
    """The frames, a blank line behind each, and the summary; of one rule in one file the first `most`, 0 for all."""
    paint = paint or Paint()
    parts = (part for one, more in shown(findings.found, most) for part in (frame(one, width, paint), more) if part)
    frames = "".join(f"{part}\n\n" for part in parts)
    return f"{frames}{summary(findings, paint)}\n"


def summary(findings: Findings, paint: Paint) -> str:
    """How much was found, in the colours of the severities."""
    if not findings.found:
        return f"{paint('good', 'No findings')} {where_of(findings)}"
    parts = [paint(severity.word, words) for severity, words in by_severity(findings)]
    return f"Found {', '.join(parts)} {where_of(findings)}"
