"""What formats without a place for notes say of a finding."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_lint.report.findings import Findings
from smail_runtime.mail.wording import counted

_PLAIN = {Severity.INFO: "note", Severity.STYLE: "style remark"}


def remarks(one: Diagnostic) -> Iterator[str]:
    """Notes, witness and help, each a line; their text is not escaped yet."""
    yield from one.notes
    if one.witness is not None:
        yield f"witness: {one.witness}"
    if one.help is not None:
        yield f"help: {one.help}"


def others(one: Diagnostic) -> Iterator[str]:
    """What there is to be seen elsewhere, each a line with its place; not escaped yet."""
    for label in one.labels:
        line, column = label.at.begin
        yield f"{label.at.source.path}:{line}:{column}: {label.message}"


def found_in_words(findings: Findings) -> str:
    """How much was found in how many files, as one sentence."""
    if not findings.found:
        return f"No findings {where_of(findings)}"
    return f"Found {', '.join(part for _, part in by_severity(findings))} {where_of(findings)}"


def where_of(findings: Findings) -> str:
    """The end of that sentence: the files, and what was left out."""
    untold = f" ({counted(findings.untold, 'milder one')} not shown)" if findings.untold else ""
    return f"in {counted(findings.files, 'file')}{untold}."


def by_severity(findings: Findings) -> list[tuple[Severity, str]]:
    """The severities that were found, each with how much of it, in words."""
    many = [(severity, findings.count(severity)) for severity in Severity]
    return [(severity, counted(number, _PLAIN.get(severity, severity.word))) for severity, number in many if number]
