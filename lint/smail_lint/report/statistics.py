"""How often each rule fired, instead of the findings themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.report.findings import Findings
from smail_lint.report.full import summary as in_colour
from smail_lint.report.indented import indented
from smail_lint.report.json import SCHEMA_VERSION, summary
from smail_lint.report.paint import Paint

SAFETIES = ("safe", "unsafe", "show")


class Tally(msgspec.Struct, frozen=True):
    """The findings of one rule."""

    found: tuple[Diagnostic, ...]

    def fixes(self, safety: str) -> int:
        """How many of them offer a repair of this safety."""
        return sum(one.fix is not None and one.fix.safety == safety for one in self.found)


def tallies(findings: Findings) -> Sequence[Tally]:
    """One a rule: those that fired most come first, equals by their code."""
    by_code: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in findings.found:
        by_code[one.kind.code].append(one)
    codes = sorted(by_code, key=lambda code: (-len(by_code[code]), code))
    return [Tally(tuple(by_code[code])) for code in codes]


def statistics(findings: Findings, paint: Paint | None = None) -> str:
    """A line a rule, `[*]` where `--fix` mends and `[?]` where `--unsafe-fixes` would, and the summary."""
    paint = paint or Paint()
    counts = tallies(findings)
    width = max((len(str(len(one.found))) for one in counts), default=0)
    longest = max((len(one.found[0].kind.name) for one in counts), default=0)
    lines = "".join(_line(one, width, longest, paint) for one in counts)
    return f"{lines}{in_colour(findings, paint)}\n"


def _line(tally: Tally, width: int, longest: int, paint: Paint) -> str:
    kind = tally.found[0].kind
    mark = "[*]" if tally.fixes("safe") else "[?]" if tally.fixes("unsafe") else "   "
    severity = paint(kind.severity.word, f"{kind.severity.word:<7}")
    return f"{len(tally.found):>{width}}  {severity}  {mark}  {kind.code}  {kind.name:<{longest}}".rstrip() + "\n"


def statistics_json(findings: Findings) -> str:
    """The same for programs, with the number of repairs by their safety."""
    rows = [
        {
            "code": one.found[0].kind.code,
            "name": one.found[0].kind.name,
            "severity": one.found[0].severity.word,
            "count": len(one.found),
            "fixes": {safety: one.fixes(safety) for safety in SAFETIES},
        }
        for one in tallies(findings)
    ]
    report = {"schema_version": SCHEMA_VERSION, "statistics": rows, "summary": summary(findings)}
    return indented(report)
