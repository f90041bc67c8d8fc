"""One line for each finding as compilers write them, for editors and servers that read those of gcc."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_lint.report.findings import Findings
from smail_lint.report.visible import printable

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def gcc(findings: Findings) -> str:
    """`file:line:column: error: message [CODE name]`; what is no error nor a warning is a `note`."""
    return "".join(f"{_line(one)}\n" for one in findings.found)


def _line(one: Diagnostic) -> str:
    line, column = one.at.begin
    place = f"{printable(one.at.source.path)}:{line}:{column}"
    return f"{place}: {_LEVEL.get(one.severity, 'note')}: {printable(one.message)} [{one.kind.code} {one.kind.name}]"
