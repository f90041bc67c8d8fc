"""One run of the linter as a site has it: its settings, its comments, its baseline."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import msgspec

from smail_compiler.text.diagnostic import in_order
from smail_lint.engine import Examined, Question, examined
from smail_lint.facts.machine import Machine
from smail_lint.registry import RULES
from smail_lint.report.findings import Findings
from smail_lint.settings.record import Settings
from smail_lint.settings.rule_sets import RuleSets, Treatment
from smail_lint.suppression.judging import judged

Examine = Callable[[Path, Question], Examined]


class Plan(msgspec.Struct, frozen=True):
    """How a site is checked. `examine` asks the rules, or knows their answers from an earlier run."""

    settings: Settings
    sets: RuleSets
    today: date
    dialect: str | None = None
    machine: Machine | None = None
    given: Mapping[str, bytes] = MappingProxyType({})
    examine: Examine = examined

    def question(self) -> Question:
        """What is asked of the configuration."""
        return Question(self.sets.run, self.dialect, self.given, self.machine, self.settings.parameters)

    def wide(self) -> Plan:
        """The same with all rules, except where settings ignore them for paths: for the proof of repairs."""
        every = [rule.kind.code for rule in RULES]
        return msgspec.structs.replace(self, sets=RuleSets(self.settings, every))

    def check(self, target: Path) -> Findings:
        """The findings in the configuration at `target`.

        Raises smail_compiler.pipeline.UnreadableError when nothing can be read there.
        """
        run = self.examine(target, self.question())
        base = os.path.realpath(target if target.is_dir() else target.parent)
        treatment = Treatment(self.settings, self.sets, lambda path: os.path.normpath(f"{base}/{path}"))
        left = judged(treatment.admitted(run.found), run.remarks, treatment.asked, self.today)
        return Findings(tuple(in_order(treatment.graded(left.found))), run.files)
