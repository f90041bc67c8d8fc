"""SARIF 2.1.0, the exchange format for static analysis results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from smail_compiler.text.source import SourceFile, Span, bytes_of
from smail_lint.report.anchor import anchor, whole_file
from smail_lint.report.findings import Findings
from smail_lint.report.fingerprint import fingerprints
from smail_lint.report.indented import indented
from smail_lint.report.page import Page
from smail_lint.report.unicode import is_scalar, scalar
from smail_lint.report.wording import remarks

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Value = str | int | bool | list["Value"] | dict[str, "Value"]

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.STYLE: "note"}
_SECURITY = {Severity.ERROR: "8.0", Severity.WARNING: "6.0", Severity.INFO: "3.0", Severity.STYLE: "1.0"}


def sarif(findings: Findings, pages: Iterable[Page], version: str) -> str:
    """The report as one SARIF log with one run of `smail-check`; `pages` are those of the rules that ran."""
    pages = sorted(pages, key=lambda page: page.code)
    index = {page.code: at for at, page in enumerate(pages)}
    marked = zip(findings.found, fingerprints(findings), strict=True)
    run: dict[str, Value] = {
        "tool": {"driver": {"name": "smail-check", "version": version, "rules": [_rule(page) for page in pages]}},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, print_, index) for one, print_ in marked],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return indented(log)


def _rule(page: Page) -> Value:
    text = "\n\n".join(body for _, body in page.sections)
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": page.summary},
        "help": {"text": text or page.summary, "markdown": page.markdown()},
        "defaultConfiguration": {"enabled": not page.preview, "level": _LEVEL[page.severity]},
        "properties": {"tags": [page.family], "since": page.since, **_weight(page)},
    }


def _weight(page: Page) -> dict[str, Value]:
    """How grave GitHub takes a finding of the security family to be; it knows no severity for others."""
    return {"security-severity": _SECURITY[page.severity]} if page.family == "security" else {}


def _result(one: Diagnostic, fingerprint: str, index: dict[str, int]) -> Value:
    result: dict[str, Value] = {"ruleId": one.kind.code}
    if one.kind.code in index:
        result["ruleIndex"] = index[one.kind.code]
    result |= {
        "level": _LEVEL[one.severity],
        "message": {"text": _message(one)},
        "locations": [{"physicalLocation": _location(one.at), **_entry(one.at)}],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint, "smailFinding/v1": fingerprint},
    }
    if one.labels:
        result["relatedLocations"] = [_related(at, label) for at, label in enumerate(one.labels)]
    if one.flow:
        result["codeFlows"] = [_flow(one.flow)]
    if one.fix is not None and all(is_scalar(edit.text) for edit in one.fix.edits):
        result["fixes"] = [_fix(one.fix)]
    return result


def _message(one: Diagnostic) -> str:
    return scalar("\n".join([one.message, *remarks(one)]))


def _entry(span: Span) -> dict[str, Value]:
    """The entry, alias or variable that a place belongs to."""
    name = "" if whole_file(span) else scalar(anchor(span))
    path = scalar(span.source.path)
    return {"logicalLocations": [{"name": name, "fullyQualifiedName": f"{path}/{name}"}]} if name else {}


def _flow(steps: Sequence[Label]) -> Value:
    """The way of data, step by step."""
    places: list[Value] = [
        {"location": {"physicalLocation": _location(one.at), "message": {"text": scalar(one.message)}}}
        for one in steps
    ]
    return {"threadFlows": [{"locations": places}]}


def _related(at: int, label: Label) -> Value:
    return {"id": at, "physicalLocation": _location(label.at), "message": {"text": scalar(label.message)}}


def _location(span: Span) -> dict[str, Value]:
    return {"artifactLocation": _artifact(span.source), "region": _region(span)}


def _artifact(source: SourceFile) -> Value:
    path = quote(bytes_of(source.path))
    return {"uri": f"file://{path}" if path.startswith("/") else path}


def _region(span: Span) -> Value:
    (line, column), (end_line, end_column) = span.begin, span.finish
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(fix: Fix) -> Value:
    by_file: dict[int, list[Edit]] = {}
    for edit in fix.edits:
        by_file.setdefault(id(edit.at.source), []).append(edit)
    changes: list[Value] = [
        {"artifactLocation": _artifact(edits[0].at.source), "replacements": [_replacement(one) for one in edits]}
        for edits in by_file.values()
    ]
    return {"description": {"text": f"{scalar(fix.message)} ({fix.safety})"}, "artifactChanges": changes}


def _replacement(edit: Edit) -> Value:
    return {"deletedRegion": _region(edit.at), "insertedContent": {"text": edit.text}}
