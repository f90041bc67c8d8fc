"""The JSON formats, version 1 of their schema (findings.schema.json); keys are only ever added to it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Fix, Label, Severity
from smail_compiler.text.source import Span
from smail_lint.report.findings import Findings
from smail_lint.report.fingerprint import fingerprints
from smail_lint.report.indented import indented
from smail_lint.report.unicode import is_scalar, scalar, scalar_or_none

SCHEMA_VERSION = 1

_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}

Value = str | int | None | list["Value"] | dict[str, "Value"]


def schema() -> str:
    """The JSON schema of what is written here."""
    return (resources.files(__package__) / "findings.schema.json").read_text("utf-8")


def as_json(findings: Findings) -> str:
    """The whole report, indented, keys in the documented order."""
    report = {
        "schema_version": SCHEMA_VERSION,
        "findings": _all(findings),
        "summary": summary(findings),
    }
    return indented(report)


def as_json_lines(findings: Findings) -> str:
    """One finding a line, each the object that the whole report has; nothing else looks like the end of a line."""
    return "".join(f"{msgspec.json.encode(one).decode().translate(_LINE_ENDS)}\n" for one in _all(findings))


def summary(findings: Findings) -> dict[str, int]:
    """How many findings there are of each severity."""
    return {severity.word: findings.count(severity) for severity in Severity}


def _all(findings: Findings) -> list[dict[str, Value]]:
    return [_finding(one, mark) for one, mark in zip(findings.found, fingerprints(findings), strict=True)]


def _finding(one: Diagnostic, fingerprint: str) -> dict[str, Value]:
    return {
        "code": one.kind.code,
        "name": one.kind.name,
        "severity": one.severity.word,
        "message": scalar(one.message),
        **_place(one.at),
        "labels": _labels(one.labels),
        "notes": [scalar(note) for note in one.notes],
        "help": scalar_or_none(one.help),
        "witness": scalar_or_none(one.witness),
        "category": one.category,
        "fix": _fix(one.fix),
        "flow": _labels(one.flow),
        "fingerprint": fingerprint,
    }


def _labels(labels: Iterable[Label]) -> list[Value]:
    return [{**_place(label.at), "message": scalar(label.message)} for label in labels]


def _place(span: Span) -> dict[str, Value]:
    (line, column), (end_line, end_column) = span.begin, span.finish
    return {
        "file": scalar(span.source.path),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "offset": span.start,
        "end_offset": span.end,
    }


def _fix(fix: Fix | None) -> Value:
    """A repair; none where its text is no Unicode, for nobody could make it from here."""
    if fix is None or not all(is_scalar(edit.text) for edit in fix.edits):
        return None
    edits: list[Value] = [{**_place(edit.at), "text": edit.text} for edit in fix.edits]
    return {"message": scalar(fix.message), "safety": fix.safety, "edits": edits}
