"""The options of `smail-check` and what each run does with them."""

from __future__ import annotations

from pathlib import Path

import click

from smail_compiler.schema.dialects import DIALECTS
from smail_compiler.text.diagnostic import Severity
from smail_lint.cli.acting import NAME, Acts, answered, give_out, plan_of, told
from smail_lint.cli.adopting import adoption, adoption_options, target_of
from smail_lint.cli.combining import refuse_misfits
from smail_lint.cli.help_page import Checking
from smail_lint.cli.outputs import Output
from smail_lint.cli.remembering import memory
from smail_lint.cli.system_facts import machine_options
from smail_lint.report.ending import FINE, NEGATIVE, complain, write
from smail_lint.report.formats import FORMATS, MOST_ALIKE
from smail_runtime import __version__
from smail_runtime.cli.choice import Choice

SEVERITIES = tuple(one.word for one in Severity)

EPILOG = """\b
Examples:
  smail-check                                    check /etc/smail
  smail-check samples/smallsite                  check a directory
  smail-check --format concise /etc/smail/config
  smail-check --ignore style,SM403 --report warning --fail-on error
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
3 something cannot be read or written, 4 a bug of smail-check.
"""


@click.command(NAME, cls=Checking, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", default="/etc/smail", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--format",
    "form",
    type=Choice(FORMATS, "FORMAT"),
    default="full",
    help=f"How findings are written: {', '.join(FORMATS)}.",
)
@click.option(
    "--report", type=Choice(SEVERITIES, "LEVEL"), help="Show nothing milder: error, warning, info or style (all)."
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@click.option(
    "--output-file",
    "output",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Write findings to FILE.",
)
@click.option(
    "--max-alike", "most", type=click.IntRange(min=0), metavar="N",
    help=f"Show at most N findings of a rule in a file (full, grouped; {MOST_ALIKE}); 0 shows all.",
)  # fmt: skip
@click.option(
    "--relative-to",
    "top",
    type=click.Path(path_type=Path, readable=False),
    metavar="DIR",
    help="Name files as from DIR.",
)
@click.option(
    "--select", multiple=True, metavar="RULES", help="Run these rules only: codes, names, families, prefixes."
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out.")
@click.option(
    "--fail-on",
    type=Choice(SEVERITIES, "LEVEL"),
    help="The mildest severity that makes the exit code 1, shown or not; warning, if nothing is said.",
)
@click.option("--dialect", type=Choice(DIALECTS), help="The dialect, whatever the files declare.")
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
    most: int | None, report: str | None,
) -> None:  # fmt: skip
    """Report everything that is wrong, risky, dead or outdated in a Smail configuration.

    PATH is a directory that holds config, directors, routers and transports, a config file, or a directory with one
    such directory for each host.
    """
    acts = Acts(diff, fix, unsafe, format_source, in_place)
    refuse_misfits(click.get_current_context())
    if explain is not None or print_schema or list_rules:
        write(told(explain, (select, ignore) if list_rules else None, form))
        raise SystemExit(FINE)
    if adoption().watch:
        from smail_lint.cli.watching import watched

        raise SystemExit(watched(NAME, path))
    question = (target_of(path), select, ignore, dialect)
    kept = None if acts.any() else memory(*question)
    answer = None if kept is None else kept.recall()
    if answer is None:
        answer = answered(question, acts, fail_on, as_json=form == "json")
        if kept is not None:
            kept.keep(answer)
    for remark in answer.remarks:
        complain(NAME, remark)
    where = Output(form, statistics, output, top, most, None if report is None else Severity[report.upper()])
    give_out(answer.findings(), where, question[0], lambda: plan_of(*question).sets.run)
    level = answer.fails_on if fail_on is None else Severity[fail_on.upper()]
    raise SystemExit(NEGATIVE if answer.findings().fails(level) else FINE)
