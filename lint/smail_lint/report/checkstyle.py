"""The XML of Checkstyle, which many servers read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_lint.report.findings import Findings
from smail_lint.report.xml import HEAD, tag

VERSION = "4.3"  # of the format: file, line, column, severity, message and source have not changed since

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def checkstyle(findings: Findings) -> str:
    """Each file with its findings; style remarks are infos, for there is nothing below."""
    files = groupby(findings.found, key=lambda one: one.at.source.path)
    lines = [line for path, found in files for line in _file(path, list(found))]
    return "\n".join([HEAD, tag("checkstyle", version=VERSION), *lines, "</checkstyle>"]) + "\n"


def _file(path: str, found: list[Diagnostic]) -> Iterator[str]:
    yield "  " + tag("file", name=path)
    for one in found:
        line, column = one.at.begin
        yield "    " + tag(
            "error",
            closed=True,
            line=line,
            column=column,
            severity=_LEVEL.get(one.severity, "info"),
            message=one.message,
            source=f"smail-check.{one.kind.code}.{one.kind.name}",
        )
    yield "  </file>"
