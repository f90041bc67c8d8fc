"""`smail-check test`: are addresses routed as they are expected to be."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from smail_compiler.text.diagnostic import Diagnostic, in_order
from smail_lint.expectations.coverage import STAGES, Coverage
from smail_lint.expectations.coverage_too_low import KIND as TOO_LOW
from smail_lint.expectations.reporting import Summary, full, joined, verdict
from smail_lint.expectations.running import FileRun, run
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_lint.report.findings import Findings
from smail_lint.report.paint import Paint, wants_colour
from smail_runtime.cli.choice import Choice
from smail_runtime.mail.wording import counted

NAME = "smail-check test"
FORMATS = ("full", "concise", "json", "junit", "github", "sarif")
PIPE_WIDTH = 80

EPILOG = """\b
Examples:
  smail-check test routing.toml
  smail-check test tests/*.toml --fail-under 90
  smail-check test routing.toml --format junit > results.xml
  smail-check test routing.toml --update       write down what is

\b
A FILE is TOML (docs/routing-expectations.md tells all keys):
  target = "."                      beside the file; the default
  world.users.joe = {}              or world = "world.toml"
  [[expect]]
  address = "joe@example.org"
  outcome = "deliver"               or defer, fail, none
  transport = "local"

\b
Exit codes: 0 all as expected, 1 something is not, or a FILE has mistakes,
2 wrong usage, 3 a FILE, target or world cannot be read. A directory that is
called test is checked by smail-check ./test.
"""


@click.command(NAME, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, readable=False))
@click.option("--format", "form", type=Choice(FORMATS), default="full", help="How results are written.")
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT", help="The least coverage wanted.")
@click.option("--update", is_flag=True, help="Write into each FILE what is not said, or differs.")
def expect_command(files: tuple[Path, ...], form: str, fail_under: float | None, update: bool) -> None:
    """Route the addresses of each FILE and compare what becomes of them with what is expected.

    At the end it tells which directors, routers and transports no expectation reaches.
    """
    runs = [one for path in files if (one := _ran(path)) is not None]
    if update:
        runs = [one for each in runs if (one := _updated(each)) is not None]
    summary = _summary(runs, fail_under)
    write(_written(summary, form))
    for one in runs:
        if one.unreadable is not None:
            complain(NAME, f"{one.source.path}: {one.unreadable}")
    if len(runs) < len(files) or any(one.unreadable is not None for one in runs):
        raise SystemExit(UNREADABLE)
    raise SystemExit(NEGATIVE if summary.found else FINE)


def _ran(path: Path) -> FileRun | None:
    try:
        return run(path)
    except OSError as problem:
        complain(NAME, f"{path}: {problem.strerror}; give a file of expectations")
    except ValueError as problem:
        complain(NAME, f"no file has such a name: {problem}")
    return None


def _updated(ran: FileRun) -> FileRun | None:
    """The file written anew and run again."""
    from smail_lint.expectations.updating import updated

    if ran.written is None or ran.unreadable is not None:
        return ran
    update = updated(ran)
    for reason in update.left:
        complain(NAME, f"{ran.source.path}: {reason}")
    complain(NAME, f"{ran.source.path}: {counted(update.changed, 'expectation')} written")
    if not update.changed:
        return ran
    path = Path(ran.source.path)
    try:
        path.write_bytes(update.data)
    except OSError as problem:
        complain(NAME, f"{path}: {problem.strerror}")
        return None
    return _ran(path)


def _summary(runs: list[FileRun], fail_under: float | None) -> Summary:
    coverages = joined([one.coverage for one in runs if one.coverage is not None])
    found = in_order(one for each in runs for one in each.found)
    for one in coverages if fail_under is not None else ():
        assert fail_under is not None
        if one.percent < fail_under:
            found.append(_too_low(one, fail_under, runs))
    return Summary(tuple(runs), tuple(found), coverages)


def _too_low(one: Coverage, fail_under: float, runs: list[FileRun]) -> Diagnostic:
    source = next(each.source for each in runs if each.coverage is not None and each.coverage.target == one.target)
    message = f"the expectations reach {one.percent:.1f} % of {one.target}, and {fail_under:g} % is wanted"
    never = [f"{stage} {entry.name} ({entry.file}:{entry.line})" for stage in STAGES for entry in one.never(stage)]
    remedy = f"write an expectation for an address that goes through {never[0]}"
    return Diagnostic(TOO_LOW, message, source.span(0), help=remedy)


def _written(summary: Summary, form: str) -> str:
    if form == "full":
        terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if terminal else PIPE_WIDTH
        return full(summary, width, Paint(wants_colour(terminal, os.environ)))
    if form == "concise":
        from smail_lint.report.concise import concise

        return concise(_findings(summary)) + verdict(summary, Paint()) + "\n"
    if form == "github":
        from smail_lint.report.github import github

        return github(_findings(summary))
    if form == "sarif":
        return _sarif(summary)
    from smail_lint.expectations.machine_formats import as_json, junit

    return as_json(summary) if form == "json" else junit(summary)


def _sarif(summary: Summary) -> str:
    from smail_lint.expectations.catalogue import RULES
    from smail_lint.report.sarif import sarif
    from smail_runtime import __version__

    return sarif(_findings(summary), (rule.page() for rule in RULES), __version__)


def _findings(summary: Summary) -> Findings:
    return Findings(summary.found, len(summary.runs))
