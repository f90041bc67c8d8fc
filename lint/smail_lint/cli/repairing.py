"""`--fix`: safe repairs are written, proven by checking again, and taken back if they did not do what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from smail_lint.fix.repair import Repaired, repaired
from smail_lint.fix.writing import put_back, write_all
from smail_lint.report.findings import Findings

ROUNDS = 10


class Mended(msgspec.Struct, frozen=True):
    """How many repairs were made, and the files whose repairs were taken back because they did not help."""

    repairs: int
    taken_back: tuple[str, ...] = ()


def repairs_of(findings: Findings, codes: Collection[str]) -> list[Repaired]:
    """The files that the safe repairs of findings with these codes change."""
    return repaired(one for one in findings.found if one.kind.code in codes)


def mend(check: Callable[[], Findings], codes: Collection[str], base: Path) -> Mended:
    """Repair findings of these codes, in rounds, since repairs that touch each other are made one after the other.

    `check` must ask all rules. Raises smail_lint.fix.writing.ChangedError and OSError.
    """
    findings, repairs = check(), 0
    for _ in range(ROUNDS):
        files = repairs_of(findings, codes)
        if not files:
            break
        write_all(files, base)
        after = check()
        if not _healed(findings, after, files):
            put_back(files, base)
            return Mended(repairs, tuple(file.source.path for file in files))
        findings, repairs = after, repairs + sum(file.repairs for file in files)
    return Mended(repairs)


def _healed(before: Findings, after: Findings, files: list[Repaired]) -> bool:
    """Whether the changed files have fewer faults of the kinds that repairs heal, and no new ones.

    Elsewhere findings may come up that the fault had hidden, such as those of a file that was not read before.
    """
    paths = {file.source.path for file in files}
    return _faults(after, paths) < _faults(before, paths)


def _faults(findings: Findings, paths: Collection[str]) -> Counter[str]:
    """Faults of form and type, and whatever else offers a repair, by kind."""
    return Counter(
        one.kind.code
        for one in findings.found
        if one.at.source.path in paths and (one.category is not None or one.fix is not None)
    )
