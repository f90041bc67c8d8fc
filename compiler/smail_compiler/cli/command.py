"""The options of `smail-compile` and one run of it: load, check, emit, install.

Deploying runs the checks: here alone the compiler calls the linter.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from smail_compiler.cli.progress import done, step
from smail_compiler.cli.summary import summary, verified
from smail_compiler.pipeline import Loaded, UnreadableError, load
from smail_compiler.schema.dialects import DIALECTS
from smail_compiler.text.diagnostic import Severity
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_lint.report.findings import Findings
from smail_runtime import __version__

if TYPE_CHECKING:
    from smail_runtime.table import Table

COMMAND = "smail-compile"
PIPE_WIDTH = 80

EPILOG = """\b
Examples:
  smail-compile -o /var/lib/smail/smail.table            compile /etc/smail
  smail-compile samples/smallsite -o small.table         compile a directory
  smail-compile -q /etc/smail/config -o smail.table      say nothing if all is well
  smail-compile --verify /var/lib/smail/smail.table      is it still as it was written?

\b
Exit codes: 0 written, 1 errors were found and nothing was written, 2 wrong usage,
3 PATH cannot be read or TABLE cannot be written, 4 a bug of smail-compile.
"""


@click.command(COMMAND, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", default="/etc/smail", type=click.Path(path_type=Path))
@click.option("-o", "--output", "table", required=True, metavar="TABLE", type=click.Path(path_type=Path),
              help="The routing table to write.")  # fmt: skip
@click.option("--dialect", type=click.Choice(list(DIALECTS)), help="The dialect, whatever the files declare.")
@click.option("--verify", metavar="TABLE", type=click.Path(path_type=Path), is_eager=True, expose_value=False,
              callback=verified, help="Check every byte of a routing table, and write nothing.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Show errors only, and no summary.")
@click.version_option(__version__, prog_name=COMMAND, message="%(prog)s %(version)s")
def smail_compile(path: Path, table: Path, dialect: str | None, quiet: bool) -> None:
    """Check a Smail configuration and write its routing table.

    PATH is a directory that holds config, directors, routers and transports, or a config file. TABLE is replaced
    only when the configuration has no errors, and in one step: a daemon never sees half of it.
    """
    step("reading the configuration")
    loaded = _loaded(path, dialect)
    step("checking it")
    findings = _checked(loaded)
    done()
    _show(findings, quiet)
    if findings.fails(Severity.ERROR):
        _refuse(f"{table} was not written, for the configuration has errors", NEGATIVE)
    step("writing the table")
    said = _written(loaded, table)
    done()
    if not quiet:
        write(said)
    raise SystemExit(FINE)


def _loaded(path: Path, dialect: str | None) -> Loaded:
    from smail_lint.engine import refuse_no_site

    try:
        refuse_no_site(path)
        return load(path, dialect)
    except UnreadableError as error:
        _refuse(f"{error}; give a directory that holds config, directors, routers and transports, or a config file")


def _checked(loaded: Loaded) -> Findings:
    """What the linter finds, and what this release could not run."""
    from smail_compiler.emit.running import unavailable
    from smail_compiler.text.diagnostic import in_order
    from smail_lint.engine import examine

    findings = examine(loaded)
    return Findings(tuple(in_order([*findings.found, *unavailable(loaded.site)])), findings.files)


def _show(findings: Findings, quiet: bool) -> None:
    """The findings on standard error, as smail-check shows them; nothing when there are none."""
    from smail_lint.report.full import full
    from smail_lint.report.paint import Paint, wants_colour

    level = Severity.ERROR if quiet else Severity.STYLE
    shown = Findings(tuple(one for one in findings.found if one.severity <= level), findings.files)
    if shown.found:
        terminal = sys.stderr.isatty()
        width = shutil.get_terminal_size().columns if terminal else PIPE_WIDTH
        text = full(shown, width, Paint(wants_colour(terminal, os.environ)))
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()


def _written(loaded: Loaded, table: Path) -> str:
    """Install the table; gives the summary line."""
    from smail_compiler.emit.index import IndexTooLargeError
    from smail_compiler.emit.install import InstallError, install, refuse_unfit
    from smail_compiler.emit.table import emit

    try:
        refuse_unfit(table, (Path(loaded.site.directory, source.path) for source in loaded.site.sources))
        data = emit(loaded.site, _older(table))
        install(data, table)
    except (IndexTooLargeError, InstallError) as error:
        _refuse(str(error))
    return summary(table, data)


def _older(path: Path) -> Table | None:
    """The table that is there now, if it can be read."""
    from smail_runtime.table import TableError, open_table

    try:
        return open_table(path)
    except TableError:
        return None


def _refuse(reason: str, code: int = UNREADABLE) -> NoReturn:
    done()
    complain(COMMAND, reason)
    raise SystemExit(code)
