"""One run of the linter as a site has it: its settings, its comments, its baseline."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from smail_compiler.text.diagnostic import in_order
from smail_compiler.text.keeper import Keeper
from smail_lint.adoption.merging import merged
from smail_lint.engine import Examined, Question, examined
from smail_lint.facts.machine import Machine
from smail_lint.registry import RULES
from smail_lint.report.findings import Findings
from smail_lint.settings.record import Settings
from smail_lint.settings.rule_sets import RuleSets, Treatment
from smail_lint.suppression.judging import judged

if TYPE_CHECKING:
    from smail_lint.adoption.baseline import Compared

Examine = Callable[[Path, Question], Examined]


class Plan(msgspec.Struct, frozen=True):
    """How a site is checked. With `only`, no finding outside that file is told; `examine` asks the rules.

    `keeper` has answers of earlier runs.
    """

    settings: Settings
    sets: RuleSets
    today: date
    dialect: str | None = None
    machine: Machine | None = None
    given: Mapping[str, bytes] = MappingProxyType({})
    baseline: Path | None = None
    since: str | None = None
    only: Path | None = None
    examine: Examine = examined
    keeper: Keeper | None = None

    def question(self) -> Question:
        """What is asked of the configuration."""
        return Question(self.sets.run, self.dialect, self.given, self.machine, self.settings.parameters, self.keeper)

    def wide(self) -> Plan:
        """The same with all rules, except where settings ignore them for paths: for the proof of repairs."""
        every = [rule.kind.code for rule in RULES]
        return msgspec.structs.replace(self, sets=RuleSets(self.settings, every), keeper=None)

    def check(self, target: Path) -> Findings:
        """The findings in the configuration at `target` that are to be told, and of how many files.

        Raises smail_compiler.pipeline.UnreadableError when nothing can be read there, BaselineError and SinceError.
        """
        run = self.examine(target, self.question())
        findings = self._left(target, run)
        if self.only is not None:
            only = {path for path in run.paths if _same(self.only, f"{_base(target)}/{path}")}
            here = [one for one in findings.found if one.at.source.path in only]
            findings = Findings(tuple(here), min(len(only), 1))
        if self.since is not None:
            findings = self._since(target, findings, self.since)
        if self.baseline is not None:
            result = self.compared(target, findings)
            findings = msgspec.structs.replace(findings, found=tuple(in_order([*result.new, *result.stale])))
        return findings

    def all(self, target: Path) -> Findings:
        """The findings, whether or not a baseline allows them. Raises UnreadableError."""
        return self._left(target, self.examine(target, self.question()))

    def _left(self, target: Path, run: Examined) -> Findings:
        """What comments and settings leave of a run."""
        treatment = self._treatment(target)
        left = judged(treatment.admitted(run.found), run.remarks, treatment.asked, self.today)
        once = merged(tuple(in_order(left.found)), run.remarks, _base(target))
        return Findings(tuple(in_order(treatment.graded(once))), run.files)

    def compared(self, target: Path, findings: Findings) -> Compared:
        """The findings beside the baseline, which must be there. Raises BaselineError."""
        from smail_lint.adoption.baseline import compared, read_baseline

        assert self.baseline is not None
        below = os.path.relpath(os.path.realpath(self.baseline), _base(target))
        shown = os.path.realpath(self.baseline) if below.startswith("../") else below
        treatment = self._treatment(target)
        given = self.given.get(os.path.realpath(self.baseline))
        result = compared(findings, read_baseline(self.baseline, shown, given), treatment.asked)
        return msgspec.structs.replace(result, stale=treatment.graded(treatment.admitted(result.stale)))

    def _since(self, target: Path, findings: Findings, since: str) -> Findings:
        from smail_lint.adoption.since import at_revision, new_since

        with at_revision(target, since) as older:
            before = None if older is None else msgspec.structs.replace(self, machine=None, keeper=None).all(older)
        return new_since(findings, before)

    def _treatment(self, target: Path) -> Treatment:
        base = _base(target)
        return Treatment(self.settings, self.sets, lambda path: os.path.normpath(f"{base}/{path}"))


def _same(one: Path, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _base(target: Path) -> str:
    """The directory that the paths of sources begin in."""
    return os.path.realpath(target if target.is_dir() else target.parent)
