"""`--fix`: repairs made in memory, each proved, until nothing is left to repair; files are written at the end.

A safe repair is taken back unless the program after it is the one before, but for what its rule declares; any repair
is taken back if its finding stays or if there are more mistakes of form and type than before.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.text.diagnostic import Diagnostic, Edit, Severity
from smail_compiler.text.source import SourceFile, Span
from smail_lint.fix.program import differences
from smail_lint.fix.proof import Repair, rivals, unexplained
from smail_lint.fix.repair import Repaired, apart, moved, texts
from smail_lint.report.findings import Findings

ROUNDS = 50
"""More than any configuration was seen to need: repairs that touch each other take a round each."""

Given = Mapping[str, bytes]
Faults = Counter[tuple[str, str]]
Mark = tuple[str, str, str, str]


class Subject(msgspec.Struct, frozen=True):
    """What is repaired: the directory, how it is checked (by all rules) and read, and what rules say may change.

    `check` and `sites` take texts that stand for those of files, by their real paths. `sites` gives each host's
    program with what findings have in front of its paths. `changes` are settings by the code of a rule. Of rules in
    `trusted` somebody has said that their repairs are safe, so that nothing is proved.
    """

    base: Path
    check: Callable[[Given], Findings]
    sites: Callable[[Given], Sequence[tuple[str, Site]]]
    changes: Mapping[str, tuple[str, ...]] = {}
    trusted: frozenset[str] = frozenset()

    def real(self, path: str) -> str:
        """The real path of a file that findings name."""
        return os.path.realpath(self.base / path)


class Refused(msgspec.Struct, frozen=True):
    """A finding whose repair was taken back, and why."""

    finding: Diagnostic
    reason: str


class Mended(msgspec.Struct, frozen=True):
    """The files that change, how many repairs were made, and those that were taken back."""

    files: tuple[Repaired, ...]
    repairs: int
    refused: tuple[Refused, ...] = ()


def mend(subject: Subject, wanted: Callable[[Diagnostic], bool]) -> Mended:
    """Make the repairs of all wanted findings, safe ones before others. Nothing is written."""
    bench = _Bench(subject)
    for _ in range(ROUNDS):
        if not bench.round(wanted):
            break
    return bench.mended()


class _Bench:
    """The texts as far as they are repaired."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._given: dict[str, bytes] = {}
        self._originals: dict[str, SourceFile] = {}
        self._counts: Counter[str] = Counter()
        self._repairs = 0
        self._refused: dict[Mark, Refused] = {}
        self._seen: set[tuple[tuple[str, bytes], ...]] = {()}

    def round(self, wanted: Callable[[Diagnostic], bool]) -> bool:
        """Make all repairs that do not touch each other; whether anything was tried."""
        findings = self._subject.check(self._given)
        chosen = [
            one for one in findings.found if one.fix is not None and wanted(one) and _mark(one) not in self._refused
        ]
        safe = [one for one in chosen if self._provable(one)]
        repairs = [self._repair(one) for one in apart(safe or chosen)]
        if not repairs:
            return False
        made = self._settle(findings, repairs)
        if made:
            self._keep(made)
            self._refused.clear()  # what did not hold may hold now
        state = tuple(sorted(self._given.items()))
        again = bool(made) and state in self._seen
        self._seen.add(state)
        return not again

    def mended(self) -> Mended:
        """What has come of it."""
        files = [
            Repaired(self._originals[real], data, self._counts[real])
            for real, data in self._given.items()
            if data != self._originals[real].data
        ]
        files.sort(key=lambda file: file.source.path)
        return Mended(tuple(files), self._repairs, tuple(self._refused.values()))

    def _provable(self, one: Diagnostic) -> bool:
        return one.fix is not None and one.fix.safety == "safe" and one.kind.code not in self._subject.trusted

    def _repair(self, one: Diagnostic) -> Repair:
        return Repair(one, self._subject.changes.get(one.kind.code, ()))

    def _settle(self, findings: Findings, repairs: list[Repair]) -> list[Repair]:
        """The repairs that hold together; those that do not are found by halving.

        One that does not even hold alone is refused; one that does not go with others is tried again without them.
        """
        kept: list[Repair] = []
        waiting = [repairs]
        while waiting:
            some = waiting.pop()
            reason = self._against(findings, [*kept, *some])
            if reason is None:
                kept += some
            elif len(some) == 1 and not kept:
                self._refused[_mark(some[0].finding)] = Refused(some[0].finding, reason)
            elif len(some) > 1:
                half = len(some) // 2
                waiting += [some[half:], some[:half]]
        return kept

    def _against(self, findings: Findings, repairs: Sequence[Repair]) -> str | None:
        """What speaks against repairs: a sentence, None when they are proved."""
        given = self._with(edit for repair in repairs for edit in repair.edits)
        after = self._subject.check(given)
        stays = Counter(_mark(one) for one in after.found)
        before = Counter(_mark(one) for one in findings.found)
        healed = Counter(_mark(one.finding) for one in repairs)
        if any(stays[mark] > before[mark] - healed[mark] for mark in healed):
            return "the finding would stay"
        paths = _paths(repairs)
        if not _faults(after, paths) <= _faults(findings, paths):
            return "there would be another mistake instead"
        if not all(self._provable(one.finding) for one in repairs):
            return None
        return self._changed(given, repairs) or self._ambiguous(given, after, repairs)

    def _changed(self, given: Given, repairs: Sequence[Repair]) -> str | None:
        """What is different in the programs and may not be."""
        for (below, before), (_, after) in zip(
            self._subject.sites(self._given), self._subject.sites(given), strict=True
        ):
            parts = sorted(unexplained(before, after, repairs, below))
            if parts:
                first = parts[0]
                words = " ".join(word for word in (first.table, first.entry, first.setting) if word)
                return f"the program would not be the same: {words}"
        return None

    def _ambiguous(self, given: Given, after: Findings, repairs: Sequence[Repair]) -> str | None:
        """Whether another repair of the place makes as much sense and another program, or this one makes none."""
        faults = _faults(after, _paths(repairs)).total()
        for repair in repairs:
            others = [edit for one in repairs if one is not repair for edit in one.edits]
            for rival in rivals(repair):
                tried = self._with([*others, *rival])
                left = _faults(self._subject.check(tried), _paths(repairs)).total()
                if left <= faults and self._differ(given, tried):
                    return f"`{rival[0].text}` in its place would make sense, too"
                if _faulty(after, repair.finding.at, [*others, *repair.edits]):
                    return "what follows would not be understood"
        return None

    def _differ(self, given: Given, other: Given) -> bool:
        """Whether two states of the texts are different programs."""
        pairs = zip(self._subject.sites(given), self._subject.sites(other), strict=True)
        return any(differences(first, second) for (_, first), (_, second) in pairs)

    def _with(self, edits: Iterable[Edit]) -> dict[str, bytes]:
        """All texts after more edits."""
        return {**self._given, **{self._subject.real(path): data for path, data in texts(edits).items()}}

    def _keep(self, repairs: Sequence[Repair]) -> None:
        edits = [edit for repair in repairs for edit in repair.edits]
        for repair in repairs:
            for source in {edit.at.source.path: edit.at.source for edit in repair.edits}.values():
                real = self._subject.real(source.path)
                self._originals.setdefault(real, SourceFile(source.path, source.data))
                self._counts[real] += 1
        self._given = self._with(edits)
        self._repairs += len(repairs)


def _paths(repairs: Sequence[Repair]) -> set[str]:
    """The files that repairs change."""
    return {edit.at.source.path for repair in repairs for edit in repair.edits}


def _mark(one: Diagnostic) -> Mark:
    """What a finding is known by, however its lines move."""
    return one.kind.code, one.at.source.path, one.at.text, one.message


def _faulty(after: Findings, place: Span, edits: Sequence[Edit]) -> bool:
    """Whether a mistake is found at a place after edits before it."""
    start, end = moved(place, edits)
    path = place.source.path
    return any(one.at.source.path == path and start <= one.at.start < end for one in after.found if _is_fault(one))


def _is_fault(one: Diagnostic) -> bool:
    return one.category is not None or one.severity is Severity.ERROR


def _faults(findings: Findings, paths: set[str]) -> Faults:
    """Mistakes of form and type, and other errors, in some files."""
    return Counter(
        (one.kind.code, one.at.source.path)
        for one in findings.found
        if one.at.source.path in paths and _is_fault(one)
    )
