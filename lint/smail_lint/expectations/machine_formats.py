"""The results of `smail-check test` for programs: JSON, and the JUnit XML that CI servers read."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape, quoteattr

from smail_lint.expectations.coverage import STAGES, Coverage, Entry
from smail_lint.expectations.reporting import Summary
from smail_lint.expectations.running import Ran
from smail_lint.report.findings import Findings
from smail_lint.report.json import as_json as findings_json
from smail_lint.report.unicode import scalar
from smail_runtime.mail.text import printable

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]


def as_json(summary: Summary) -> str:
    """One object: `findings` are those of smail-check, `expectations` every address, `coverage` every target."""
    report = {
        **json.loads(findings_json(Findings(summary.found, len(summary.runs)))),
        "expectations": [_expectation(one) for one in summary.ran],
        "coverage": [_coverage(one) for one in summary.coverages],
    }
    report["summary"] |= {"addresses": len(summary.ran), "failed": summary.failed}
    return json.dumps(report, indent=2) + "\n"


def _expectation(ran: Ran) -> dict[str, Value]:
    at = ran.expectation.at
    return {
        "file": scalar(at.source.path),
        "line": at.line,
        "name": ran.expectation.name,
        "address": scalar(ran.answer.address),
        "from": scalar(ran.expectation.sender),
        "grade": ran.expectation.grade,
        "holds": ran.holds,
        "outcome": ran.answer.outcome,
        "differences": [
            {"key": one.key, "expected": scalar(one.expected), "got": scalar(one.got), "line": one.at.line}
            for one in ran.differences
        ],
    }


def _coverage(one: Coverage) -> dict[str, Value]:
    stages: dict[str, Value] = {
        f"{stage}s": {
            "taken": [_entry(entry) for entry in one.of(stage) if entry in one.taken],
            "never": [_entry(entry) for entry in one.never(stage)],
        }
        for stage in STAGES
    }
    return {"target": scalar(one.target), "percent": round(one.percent, 1), **stages}


def _entry(one: Entry) -> Value:
    return {"name": scalar(one.name), "file": scalar(one.file), "line": one.line}


def junit(summary: Summary) -> str:
    """A test suite for each file, a test case for each address; mistakes of a file are errors of the suite."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="smail-check test">']
    for run in summary.runs:
        mistakes = [] if run.written is not None and run.unreadable is None else run.found
        failed = sum(not one.holds for one in run.ran)
        errors = len(mistakes) + (run.unreadable is not None)
        counts = f'tests="{len(run.ran) + errors}" failures="{failed}" errors="{errors}"'
        lines.append(f"  <testsuite name={_attribute(run.source.path)} {counts}>")
        for one in mistakes:
            lines += _case(one.at.source.path, f"line {one.at.line}", "error", one.message)
        if run.unreadable is not None:
            lines += _case(run.source.path, "target and world", "error", run.unreadable)
        for ran in run.ran:
            wrong = "; ".join(f"expected {one.key} {one.expected}, got {one.got}" for one in ran.differences)
            lines += _case(run.source.path, _title(ran), "failure", wrong)
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _title(ran: Ran) -> str:
    name = f"{ran.expectation.name}: " if ran.expectation.name else ""
    sender = f" from {ran.expectation.sender}" if ran.expectation.sender else ""
    return f"{name}{ran.answer.address}{sender} (line {ran.expectation.at.line})"


def _case(path: str, title: str, kind: str, wrong: str) -> list[str]:
    head = f"    <testcase classname={_attribute(path)} name={_attribute(title)}"
    if not wrong:
        return [f"{head}/>"]
    said = escape(printable(wrong))
    return [f"{head}>", f"      <{kind} message={_attribute(wrong)}>{said}</{kind}>", "    </testcase>"]


def _attribute(text: str) -> str:
    """An attribute in quotes; what XML cannot hold is written as escapes."""
    return quoteattr(printable(text))
