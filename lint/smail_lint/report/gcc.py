"""One line for each finding as compilers write them, for editors and servers that read those of gcc."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Diagnostic, Label, Severity
from smail_compiler.text.source import Span
from smail_lint.report.findings import Findings
from smail_lint.report.visible import printable

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def gcc(findings: Findings) -> str:
    """`file:line:column: error: message [CODE name]`; what is no error nor a warning is a `note`.

    Below a finding stand its other places, each as a note without a code.
    """
    return "".join(f"{line}\n" for one in findings.found for line in (_line(one), *map(_label, one.labels)))


def _label(label: Label) -> str:
    return f"{_place(label.at)}: note: {printable(label.message)}"


def _place(at: Span) -> str:
    line, column = at.begin
    return f"{printable(at.source.path)}:{line}:{column}"


def _line(one: Diagnostic) -> str:
    place = _place(one.at)
    return f"{place}: {_LEVEL.get(one.severity, 'note')}: {printable(one.message)} [{one.kind.code} {one.kind.name}]"
