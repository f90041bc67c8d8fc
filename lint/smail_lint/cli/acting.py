"""What each kind of run of `smail-check` does, with what stops it said in a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
import msgspec

from smail_lint.adoption.cache import Answer
from smail_lint.adoption.problem import AdoptionError
from smail_lint.cli.adopting import adoption, baseline_written, ignores_added, planned, settings_shown
from smail_lint.cli.outputs import Output, UnsuitableError, paint, put
from smail_lint.cli.remembering import keeper_of
from smail_lint.cli.system_facts import UnreadableMachineError, chosen, record
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_lint.report.findings import Findings

if TYPE_CHECKING:  # what a run that knows its answer does without
    from smail_lint.adoption.checking import Plan
    from smail_lint.rule import Rule

T = TypeVar("T")
NAME = "smail-check"
REMEDY = "give a directory that holds config, directors, routers and transports, or a config file"

Question = tuple[Path, tuple[str, ...], tuple[str, ...], str | None]
"""What is checked, with the rules that are selected and ignored, and the dialect."""


class Acts(msgspec.Struct, frozen=True):
    """What a run does beside checking."""

    diff: bool
    fix: bool
    unsafe: bool
    format_source: bool
    in_place: bool

    def any(self) -> bool:
        """Whether it does anything at all, so that an answer kept from an earlier run is none."""
        return self.diff or self.fix or self.format_source or adoption().acts()


def answered(question: Question, acts: Acts, fail_on: str | None, *, as_json: bool) -> Answer:
    """What is found after all that was to be done before. Raises SystemExit where that was all."""
    path, select, ignore, _ = question
    plan = plan_of(*question)
    if adoption().show_settings:
        write(settings_shown(plan, select, ignore, fail_on, as_json=as_json))
        raise SystemExit(FINE)
    _record_machine(path, plan.dialect)
    _act(path, plan, acts)
    _keep_baseline(path, plan)
    if adoption().add_ignores:
        raise SystemExit(_add_ignores(path, plan))
    kept = msgspec.structs.replace(plan, keeper=keeper_of(path))
    findings = _asked(path, lambda: kept.check(path))
    remarks = plan.sets.remarks
    if plan.only is not None and not findings.files:
        remarks = (*remarks, f"{plan.only} is no file of the configuration at {path}: nothing was checked")
    return Answer(findings.found, findings.files, plan.settings.fail_on, remarks)


def _act(path: Path, plan: Plan, acts: Acts) -> None:
    """Lay out, show repairs or make them. Only a run that makes them goes on to check."""
    if acts.format_source:
        raise SystemExit(_lay_out(path, plan.dialect, diff=acts.diff, in_place=acts.in_place))
    if acts.diff:
        raise SystemExit(_show_repairs(path, plan, unsafe=acts.unsafe))
    if acts.fix:
        _repair(path, plan, unsafe=acts.unsafe)


def told(explain: str | None, listed: tuple[Iterable[str], Iterable[str]] | None, form: str) -> str:
    """A manual page, the list of rules, or else the schema."""
    from smail_lint.cli.listing import explained, rule_list
    from smail_lint.cli.selection import UnknownSelectorError, one_rule, selected
    from smail_lint.registry import RULES

    try:
        if explain is not None:
            return explained(one_rule(explain), form, terminal=paint().colour)
        if listed is not None:
            rules = selected(*listed, preview=adoption().preview) if any(listed) else RULES
            return rule_list(rules, as_json=form == "json")
    except UnknownSelectorError as error:
        raise click.UsageError(str(error)) from None
    return _schema()


def plan_of(path: Path, select: tuple[str, ...], ignore: tuple[str, ...], dialect: str | None) -> Plan:
    """How a question is checked. A record of the machine that cannot be read ends the run."""
    try:
        return planned(path, select, ignore, dialect)
    except UnreadableMachineError as error:
        complain(NAME, str(error))
        raise SystemExit(UNREADABLE) from None


def _schema() -> str:
    from smail_lint.report.json import schema

    return schema()


def _keep_baseline(path: Path, plan: Plan) -> None:
    """Write the baseline when that is asked for; a new one is all that such a run does."""
    try:
        said = _asked(path, lambda: baseline_written(path, plan))
    except OSError as error:
        complain(NAME, f"cannot write {adoption().baseline or plan.settings.baseline}: {error.strerror}")
        raise SystemExit(UNREADABLE) from None
    if said is not None:
        complain(NAME, said)
    if adoption().init_baseline:
        raise SystemExit(FINE)


def _add_ignores(path: Path, plan: Plan) -> int:
    """Write comments for all findings and say so."""
    from smail_lint.fix.writing import ChangedError

    try:
        complain(NAME, _asked(path, lambda: ignores_added(path, plan)))
    except (ChangedError, OSError) as error:
        complain(NAME, f"cannot write: {error}")
        return UNREADABLE
    return FINE


def _asked(path: Path, ask: Callable[[], T]) -> T:
    """What is answered; what cannot be read ends the run."""
    from smail_compiler.pipeline import UnreadableError

    try:
        return ask()
    except AdoptionError as error:
        complain(NAME, str(error))
        raise SystemExit(UNREADABLE) from None
    except UnreadableError as error:
        first = f"; `{NAME} test FILE` has the word test in the first place" if str(path) == "test" else ""
        complain(NAME, f"{error}; {REMEDY}{first}")
        raise SystemExit(UNREADABLE) from None


def _record_machine(path: Path, dialect: str | None) -> None:
    """With `--record-manifest`: all rules ask this machine, and what it answers is written down."""
    target = chosen().record
    if target is None:
        return
    from smail_compiler.pipeline import UnreadableError
    from smail_lint.engine import check
    from smail_lint.registry import RULES

    try:
        complain(NAME, record(target, lambda machine: check(path, RULES, dialect, machine=machine)))
    except UnreadableError as error:
        complain(NAME, f"{error}; {REMEDY}")
        raise SystemExit(UNREADABLE) from None
    except OSError as error:
        complain(NAME, f"cannot write {target}: {error.strerror}")
        raise SystemExit(UNREADABLE) from None


def give_out(findings: Findings, output: Output, path: Path, rules: Callable[[], Iterable[Rule]]) -> None:
    """The findings in their format, where they were asked for."""
    try:
        output.refuse_misfits()
        put(findings, output, path, rules)
    except UnsuitableError as error:
        raise click.UsageError(str(error)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(NAME, f"cannot write {error.filename or 'standard output'}: {error.strerror}")
        raise SystemExit(UNREADABLE) from None


def _lay_out(path: Path, dialect: str | None, *, diff: bool, in_place: bool) -> int:
    """All files in their layout: printed, shown as a diff, or written."""
    from smail_compiler.pipeline import UnreadableError
    from smail_lint.cli.laying_out import lay_out

    try:
        return lay_out(NAME, path, diff=diff, in_place=in_place, dialect=dialect)
    except UnsuitableError as error:
        raise click.UsageError(str(error)) from None
    except UnreadableError as error:
        complain(NAME, f"{error}; {REMEDY}")
        return UNREADABLE


def _show_repairs(path: Path, plan: Plan, *, unsafe: bool) -> int:
    """The diff on standard output; the exit code tells whether there is one."""
    from smail_lint.cli.fixing import shown, subject, wanted

    diff, remarks = _asked(path, lambda: shown(subject(path, plan), wanted(plan, unsafe=unsafe)))
    write(diff)
    for remark in remarks:
        complain(NAME, remark)
    return NEGATIVE if diff else FINE


def _repair(path: Path, plan: Plan, *, unsafe: bool) -> None:
    """Make the repairs and say so on standard error."""
    from smail_lint.cli.fixing import repair, subject, wanted
    from smail_lint.fix.writing import ChangedError

    try:
        remarks = _asked(path, lambda: repair(subject(path, plan), wanted(plan, unsafe=unsafe)))
    except (ChangedError, OSError) as error:
        complain(NAME, f"cannot repair: {error}")
        raise SystemExit(UNREADABLE) from None
    for remark in remarks:
        complain(NAME, remark)
