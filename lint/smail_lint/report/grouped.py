"""Findings below the name of their file, one line each, for people who mend one file after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.report.findings import Findings
from smail_lint.report.full import summary
from smail_lint.report.paint import Paint
from smail_lint.report.visible import printable


def grouped(findings: Findings, paint: Paint | None = None) -> str:
    """Each file with its findings, a blank line behind it, and the summary."""
    paint = paint or Paint()
    files = groupby(findings.found, key=lambda one: one.at.source.path)
    blocks = ["\n".join(_block(path, list(found), paint)) for path, found in files]
    return "\n\n".join([*blocks, summary(findings, paint)]) + "\n"


def _block(path: str, found: list[Diagnostic], paint: Paint) -> Iterator[str]:
    yield paint("strong", printable(path))
    places = [":".join(map(str, one.at.begin)) for one in found]
    width, words = max(map(len, places)), max(len(one.severity.word) for one in found)
    for place, one in zip(places, found, strict=True):
        severity = paint(one.severity.word, f"{one.severity.word:<{words}}")
        yield f"  {place:>{width}}  {severity}  {one.kind.code} {one.kind.name}: {printable(one.message)}"
