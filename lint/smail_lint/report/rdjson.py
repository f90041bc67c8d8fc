"""The Reviewdog Diagnostic Format, as one JSON object. Columns are bytes there."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Diagnostic, Fix, Severity
from smail_compiler.text.source import SourceFile, Span, text_of
from smail_lint.report.findings import Findings
from smail_lint.report.indented import indented
from smail_lint.report.unicode import is_scalar, scalar
from smail_lint.report.wording import remarks

Value = str | int | list["Value"] | dict[str, "Value"]

_LEVEL = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING"}


def rdjson(findings: Findings) -> str:
    """The result with all diagnostics."""
    result: dict[str, Value] = {
        "source": {"name": "smail-check"},
        "diagnostics": [_diagnostic(one) for one in findings.found],
    }
    return indented(result)


def _diagnostic(one: Diagnostic) -> dict[str, Value]:
    diagnostic: dict[str, Value] = {
        "message": scalar("\n".join([one.message, *remarks(one)])),
        "location": {"path": scalar(one.at.source.path), "range": _range(one.at)},
        "severity": _LEVEL.get(one.severity, "INFO"),
        "code": {"value": one.kind.code},
    }
    if one.labels:
        diagnostic["related_locations"] = [
            {
                "message": scalar(label.message),
                "location": {"path": scalar(label.at.source.path), "range": _range(label.at)},
            }
            for label in one.labels
        ]
    suggestion = None if one.fix is None else _suggestion(one.fix, one.at.source)
    return diagnostic | ({} if suggestion is None else {"suggestions": [suggestion]})


def _suggestion(fix: Fix, source: SourceFile) -> Value | None:
    """A repair as one replacement, since each suggestion is taken for itself; only in the file of the finding."""
    edits = sorted(fix.edits, key=lambda edit: edit.at.start)
    if not edits or any(edit.at.source is not source for edit in edits):
        return None
    pieces, at = [], edits[0].at.start
    for edit in edits:
        pieces += [text_of(source.data[at : edit.at.start]), edit.text]
        at = edit.at.end
    text = "".join(pieces)
    whole = Span(source, edits[0].at.start, at)
    return {"range": _range(whole), "text": text} if is_scalar(text) else None


def _range(span: Span) -> Value:
    return {"start": _position(span.source, span.start), "end": _position(span.source, span.end)}


def _position(source: SourceFile, offset: int) -> Value:
    line = source.line_of(offset)
    return {"line": line, "column": offset - source.line_starts[line - 1] + 1}
