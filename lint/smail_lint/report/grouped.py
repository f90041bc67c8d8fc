"""Findings below the name of their file, one line each, for people who mend one file after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.report.findings import Findings
from smail_lint.report.full import summary
from smail_lint.report.limit import shown
from smail_lint.report.paint import Paint
from smail_lint.report.visible import printable


def grouped(findings: Findings, paint: Paint | None = None, most: int = 0) -> str:
    """Each file with its findings, of one rule the first `most`, a blank line behind it, and the summary."""
    paint = paint or Paint()
    files = groupby(shown(findings.found, most), key=lambda one: one[0].at.source.path)
    blocks = ["\n".join(_block(path, list(found), paint)) for path, found in files]
    return "\n\n".join([*blocks, summary(findings, paint)]) + "\n"


def _block(path: str, found: list[tuple[Diagnostic, str]], paint: Paint) -> Iterator[str]:
    yield paint("strong", printable(path))
    places = [":".join(map(str, one.at.begin)) for one, _ in found]
    width, words = max(map(len, places)), max(len(one.severity.word) for one, _ in found)
    for place, (one, more) in zip(places, found, strict=True):
        severity = paint(one.severity.word, f"{one.severity.word:<{words}}")
        yield f"  {place:>{width}}  {severity}  {one.kind.code} {one.kind.name}: {printable(one.message)}"
        if more:
            yield f"  {more}"
