"""The options of `smail-check` and what each run does with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from smail_compiler.schema.dialects import DIALECTS
from smail_compiler.text.diagnostic import Severity
from smail_lint.adoption.cache import Answer
from smail_lint.adoption.problem import AdoptionError
from smail_lint.cli.adopting import (
    adoption,
    adoption_options,
    baseline_written,
    ignores_added,
    planned,
    settings_shown,
    target_of,
    watched,
)
from smail_lint.cli.outputs import Output, UnsuitableError, paint, put
from smail_lint.cli.remembering import memory
from smail_lint.cli.system_facts import UnreadableMachineError, chosen, machine_options, record
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_lint.report.findings import Findings
from smail_lint.report.formats import FORMATS, MOST_ALIKE
from smail_runtime import __version__

if TYPE_CHECKING:  # what a run that knows its answer does without
    from smail_lint.adoption.checking import Plan
    from smail_lint.rule import Rule

T = TypeVar("T")
NAME = "smail-check"
REMEDY = "give a directory that holds config, directors, routers and transports, or a config file"

EPILOG = """\b
Examples:
  smail-check                                    check /etc/smail
  smail-check samples/smallsite                  check a directory
  smail-check --format concise /etc/smail/config
  smail-check --ignore style,SM403 --fail-on error
  smail-check --format sarif --output-file smail.sarif .
  smail-check --statistics .                     which rules fire, how often?
  smail-check --diff . | less                    what would --fix change?
  smail-check --format-source --diff .           is everything laid out?
  smail-check --record-manifest host.toml        then, anywhere else:
  smail-check --manifest host.toml .             owners, modes and accounts
  smail-check --explain SM203
  smail-check test routing.toml                  addresses routed as expected?

\b
Exit codes: 0 nothing as grave as --fail-on, 1 findings, 2 wrong usage,
3 PATH cannot be read, 4 a bug of smail-check.
"""


class _Checking(click.Command):
    """`smail-check` with the one subcommand that it has named in its help."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the subcommand, which `smail_lint.cli` looks for itself."""
        super().format_options(ctx, formatter)
        with formatter.section("Commands"):
            formatter.write_dl([("test", "Are addresses routed as expected? (A directory of that name is ./test.)")])


@click.command(NAME, cls=_Checking, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", default="/etc/smail", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="full", help="How findings are written.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@click.option(
    "--output-file", "output", type=click.Path(path_type=Path), metavar="FILE", help="Write findings to FILE."
)
@click.option(
    "--max-alike", "most", type=click.IntRange(min=0), metavar="N",
    help=f"Show at most N findings of a rule in a file (full, grouped; {MOST_ALIKE}); 0 shows all.",
)  # fmt: skip
@click.option("--relative-to", "top", type=click.Path(path_type=Path), metavar="DIR", help="Name files as from DIR.")
@click.option(
    "--select", multiple=True, metavar="RULES", help="Run these rules only: codes, names, families, prefixes."
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out.")
@click.option(
    "--fail-on",
    type=click.Choice([severity.word for severity in Severity]),
    help="The mildest severity that makes the exit code 1; warning, if nothing else is said.",
)
@click.option("--dialect", type=click.Choice(list(DIALECTS)), help="The dialect, whatever the files declare.")
@machine_options
@adoption_options
@click.option("--diff", is_flag=True, help="Show the repairs as a diff and change nothing.")
@click.option("--fix", is_flag=True, help="Make the safe repairs, then report what is left.")
@click.option(
    "--unsafe-fixes", "unsafe", is_flag=True, help="With --fix or --diff: those that change the meaning, too."
)
@click.option("--format-source", is_flag=True, help="Print all files in one layout, which changes no meaning.")
@click.option("--write", "in_place", is_flag=True, help="With --format-source: write the files themselves.")
@click.option("--explain", metavar="RULE", help="Print the manual page of a rule.")
@click.option("--print-schema", is_flag=True, help="Print the JSON schema of --format json.")
@click.option("--list-rules", is_flag=True, help="List all rules; with --format json for programs.")
@click.version_option(__version__, prog_name="smail-check", message="%(prog)s %(version)s")
def smail_check(
    path: Path, form: str, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str | None, diff: bool,
    fix: bool, format_source: bool, in_place: bool, explain: str | None, list_rules: bool, dialect: str | None,
    statistics: bool, output: Path | None, top: Path | None, print_schema: bool, unsafe: bool,
    most: int | None,
) -> None:  # fmt: skip
    """Report everything that is wrong, risky, dead or outdated in a Smail configuration.

    PATH is a directory that holds config, directors, routers and transports, a config file, or a directory with one
    such directory for each host.
    """
    if unsafe and not (fix or diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if explain is not None or print_schema or list_rules:
        write(_told(explain, (select, ignore) if list_rules else None, as_json=form == "json"))
        raise SystemExit(FINE)
    if adoption().watch:
        watched(path)
        raise SystemExit(FINE)
    path = target_of(path)
    if adoption().stdin_filename is not None and (diff or fix or format_source or in_place or adoption().add_ignores):
        raise click.UsageError("--stdin-filename only checks: nothing is repaired or laid out")
    question = (path, select, ignore, dialect)
    acting = diff or fix or format_source or in_place or adoption().acts()
    kept = None if acting else memory(*question)
    answer = None if kept is None else kept.recall()
    if answer is None:
        plan = _plan(*question)
        if adoption().show_settings:
            write(settings_shown(plan, select, ignore, as_json=form == "json"))
            raise SystemExit(FINE)
        _record(path, plan.dialect)
        if format_source or in_place:
            apart = format_source and not fix
            raise SystemExit(_lay_out(path, plan.dialect, diff=diff, in_place=in_place, apart=apart))
        if diff:
            raise SystemExit(_show_repairs(path, plan, unsafe=unsafe))
        if fix:
            _repair(path, plan, unsafe=unsafe)
        _keep_baseline(path, plan)
        if adoption().add_ignores:
            raise SystemExit(_add_ignores(path, plan))
        findings = _checked(path, plan)
        answer = Answer(findings.found, findings.files, plan.settings.fail_on, plan.sets.remarks)
        if kept is not None:
            kept.keep(answer)
    for remark in answer.remarks:
        complain(NAME, remark)
    _give_out(answer.findings(), Output(form, statistics, output, top, most), path, lambda: _plan(*question).sets.run)
    level = answer.fails_on if fail_on is None else Severity[fail_on.upper()]
    raise SystemExit(NEGATIVE if answer.findings().fails(level) else FINE)


def _told(explain: str | None, listed: tuple[Iterable[str], Iterable[str]] | None, *, as_json: bool) -> str:
    """A manual page, the list of rules, or else the schema."""
    from smail_lint.cli.listing import explained, rule_list
    from smail_lint.cli.selection import UnknownSelectorError, one_rule, selected
    from smail_lint.registry import RULES

    try:
        if explain is not None:
            return explained(one_rule(explain), paint().colour)
        if listed is not None:
            rules = selected(*listed, preview=adoption().preview) if any(listed) else RULES
            return rule_list(rules, as_json=as_json)
    except UnknownSelectorError as error:
        raise click.UsageError(str(error)) from None
    return _schema()


def _plan(path: Path, select: tuple[str, ...], ignore: tuple[str, ...], dialect: str | None) -> Plan:
    try:
        return planned(path, select, ignore, dialect)
    except UnreadableMachineError as error:
        complain(NAME, str(error))
        raise SystemExit(UNREADABLE) from None


def _schema() -> str:
    from smail_lint.report.json import schema

    return schema()


def _checked(path: Path, plan: Plan) -> Findings:
    return _asked(path, lambda: plan.check(path))


def _keep_baseline(path: Path, plan: Plan) -> None:
    """Write the baseline when that is asked for; a new one is all that such a run does."""
    try:
        said = _asked(path, lambda: baseline_written(path, plan))
    except OSError as error:
        complain(NAME, f"cannot write the baseline: {error.strerror}")
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


def _record(path: Path, dialect: str | None) -> None:
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


def _give_out(findings: Findings, output: Output, path: Path, rules: Callable[[], Iterable[Rule]]) -> None:
    """The findings in their format, where they were asked for."""
    try:
        output.refuse_misfits()
        put(findings, output, path, rules)
    except UnsuitableError as error:
        raise click.UsageError(str(error)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(NAME, f"cannot write {error.filename}: {error.strerror}")
        raise SystemExit(UNREADABLE) from None


def _lay_out(path: Path, dialect: str | None, *, diff: bool, in_place: bool, apart: bool) -> int:
    """All files in their layout: printed, shown as a diff, or written."""
    from smail_compiler.pipeline import UnreadableError
    from smail_lint.cli.laying_out import lay_out

    try:
        if not apart:
            raise UnsuitableError("--write belongs to --format-source, which goes alone: run --fix before it")
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
