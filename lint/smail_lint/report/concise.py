"""One line for each finding, for editors and for grep."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.report.findings import Findings
from smail_lint.report.visible import printable


def concise(findings: Findings) -> str:
    """`file:line:column: severity[CODE] name: message`, nothing when there is nothing to say."""
    return "".join(f"{_line(one)}\n" for one in findings.found)


def _line(one: Diagnostic) -> str:
    line, column = one.at.begin
    place = f"{printable(one.at.source.path)}:{line}:{column}"
    return f"{place}: {one.severity.word}[{one.kind.code}] {one.kind.name}: {printable(one.message)}"
