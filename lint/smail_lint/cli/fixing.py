"""`--fix`, `--unsafe-fixes` and `--diff`: which repairs are made, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import msgspec

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.adoption.checking import Plan
from smail_lint.cli.repairing import Mended, Subject, mend
from smail_lint.engine import hosts
from smail_lint.fix.difference import difference
from smail_lint.fix.writing import write_all
from smail_lint.registry import RULES
from smail_lint.report.visible import printable
from smail_lint.rule import Rule
from smail_lint.settings.record import Settings
from smail_lint.settings.rule_sets import RuleSets
from smail_runtime.mail.wording import counted


def subject(path: Path, plan: Plan | None = None) -> Subject:
    """The configuration at `path`, to be repaired. All rules watch, whichever of them repair."""
    plan = plan.wide() if plan is not None else _bare()
    return Subject(
        base=path if path.is_dir() else path.parent,
        check=lambda given: msgspec.structs.replace(plan, given=given).check(path),
        sites=lambda given: [
            (f"{host}/" if host else "", loaded.site) for host, loaded in hosts(path, plan.dialect, given)
        ],
        changes={rule.kind.code: rule.changes for rule in RULES},
        trusted=frozenset(rule.kind.code for rule in RULES if rule.fix != "safe" and _made_safe(rule, plan)),
    )


def wanted(plan: Plan | None = None, *, unsafe: bool) -> Callable[[Diagnostic], bool]:
    """Whether a repair is asked for: its rule runs, and it is safe, or unsafe ones are wanted."""
    codes = {rule.kind.code for rule in (plan or _bare()).sets.run}
    safeties = {"safe", "unsafe"} if unsafe else {"safe"}
    return lambda one: one.fix is not None and one.fix.safety in safeties and one.kind.code in codes


def _made_safe(rule: Rule, plan: Plan) -> bool:
    """Whether the settings call its repairs safe: somebody has looked at them, there is nothing to prove."""
    return plan.settings.fix.get(rule.kind.code) == "safe"


@cache
def _bare() -> Plan:
    """All rules, and no settings."""
    every = [rule.kind.code for rule in RULES]
    return Plan(Settings(), RuleSets(Settings(), every), datetime.now(UTC).date())


def repair(subject: Subject, wanted: Callable[[Diagnostic], bool]) -> list[str]:
    """Make the repairs and write the files; gives what to say of it.

    Raises smail_lint.fix.writing.ChangedError and OSError; then files may be written in part, each as a whole.
    """
    mended = mend(subject, wanted)
    write_all(mended.files, subject.base)
    return [f"{counted(mended.repairs, 'repair')} made", *refusals(mended)]


def shown(subject: Subject, wanted: Callable[[Diagnostic], bool]) -> tuple[str, list[str]]:
    """The repairs as a diff, empty when there are none, and what else to say."""
    mended = mend(subject, wanted)
    return difference(mended.files), list(refusals(mended))


def refusals(mended: Mended) -> Iterator[str]:
    """A line for each repair that was taken back."""
    for one in mended.refused:
        line, column = one.finding.at.begin
        place = f"{printable(one.finding.at.source.path)}:{line}:{column}"
        kind = one.finding.kind
        yield f"{place}: the repair of {kind.code} {kind.name} was taken back, since {printable(one.reason)}"
