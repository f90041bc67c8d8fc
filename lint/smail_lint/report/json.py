"""The JSON format, version 1 of its schema; keys are only ever added to it."""

from __future__ import annotations

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Fix, Severity
from smail_compiler.text.source import Span
from smail_lint.report.findings import Findings
from smail_lint.report.unicode import scalar

SCHEMA_VERSION = 1

Value = str | int | None | list["Value"] | dict[str, "Value"]


def as_json(findings: Findings) -> str:
    """The whole report, indented, keys in the documented order."""
    report = {
        "schema_version": SCHEMA_VERSION,
        "findings": [_finding(one) for one in findings.found],
        "summary": {severity.word: findings.count(severity) for severity in Severity},
    }
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def _finding(one: Diagnostic) -> dict[str, Value]:
    return {
        "code": one.kind.code,
        "name": one.kind.name,
        "severity": one.severity.word,
        "message": scalar(one.message),
        **_place(one.at),
        "labels": [{**_place(label.at), "message": scalar(label.message)} for label in one.labels],
        "notes": [scalar(note) for note in one.notes],
        "help": _optional(one.help),
        "witness": _optional(one.witness),
        "category": one.category,
        "fix": _fix(one.fix),
    }


def _place(span: Span) -> dict[str, Value]:
    (line, column), (end_line, end_column) = span.begin, span.finish
    return {
        "file": scalar(span.source.path),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def _fix(fix: Fix | None) -> Value:
    if fix is None:
        return None
    edits: list[Value] = [{**_place(edit.at), "text": scalar(edit.text)} for edit in fix.edits]
    return {"message": scalar(fix.message), "safety": fix.safety, "edits": edits}


def _optional(text: str | None) -> str | None:
    return None if text is None else scalar(text)
