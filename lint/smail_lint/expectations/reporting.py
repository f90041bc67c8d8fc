"""What `smail-check test` prints: findings like any others, then the count and the coverage."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.expectations.coverage import STAGES, Coverage
from smail_lint.expectations.running import FileRun, Ran
from smail_lint.report.frame import frame
from smail_lint.report.paint import Paint
from smail_lint.report.visible import printable
from smail_lint.report.wrap import wrapped
from smail_runtime.mail.wording import counted


class Summary(msgspec.Struct, frozen=True):
    """All files of a run together."""

    runs: tuple[FileRun, ...]
    found: tuple[Diagnostic, ...]
    coverages: tuple[Coverage, ...]

    @property
    def ran(self) -> tuple[Ran, ...]:
        """Every address of every expectation."""
        return tuple(one for run in self.runs for one in run.ran)

    @property
    def failed(self) -> int:
        """How many addresses did not end as expected."""
        return sum(not one.holds for one in self.ran)


def joined(coverages: Sequence[Coverage]) -> tuple[Coverage, ...]:
    """One coverage for each target, in the order in which they came up."""
    by_target: dict[str, Coverage] = {}
    for one in coverages:
        known = by_target.get(one.target)
        by_target[one.target] = one if known is None else known.joined(one)
    return tuple(by_target.values())


def full(summary: Summary, width: int, paint: Paint) -> str:
    """Frames, the count, and the coverage with what was never reached."""
    frames = "".join(f"{frame(one, width, paint)}\n\n" for one in summary.found)
    lines = [verdict(summary, paint)]
    for one in summary.coverages:
        lines += _coverage(one, width, paint)
    return frames + "\n".join(lines) + "\n"


def verdict(summary: Summary, paint: Paint) -> str:
    """`6 addresses as expected.` or `1 of 6 addresses not as expected.`"""
    all_of_them = counted(len(summary.ran), "address", "addresses")
    if not summary.ran:
        return f"{paint('error', 'Nothing was tested')}."
    if not summary.failed:
        return f"{paint('good', all_of_them)} as expected."
    return f"{paint('error', f'{summary.failed} of {all_of_them}')} not as expected."


def _coverage(one: Coverage, width: int, paint: Paint) -> list[str]:
    parts = [f"{stage}s {len(one.of(stage)) - len(one.never(stage))} of {len(one.of(stage))}" for stage in STAGES]
    target = printable(one.target)
    lines = wrapped(f"Coverage of {target}: {one.percent:.0f} % ({', '.join(parts)})", width, 2)
    for stage in STAGES:
        for entry in one.never(stage):
            place = paint("frame", f"{printable(entry.file)}:{entry.line}")
            lines.append(f"  never taken: {stage} {printable(entry.name)}  {place}")
    return lines
