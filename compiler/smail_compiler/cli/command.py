"""The options of `smail-compile`, and one run of it from first to last."""

from __future__ import annotations

from pathlib import Path

import click

from smail_compiler.cli.run import Run
from smail_compiler.cli.summary import verified
from smail_compiler.schema.dialects import DIALECTS
from smail_runtime import __version__
from smail_runtime.cli.choice import Choice

COMMAND = "smail-compile"

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


FILE = click.Path(path_type=Path, readable=False)
"""What cannot be read is told by who reads it."""


@click.command(COMMAND, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", default="/etc/smail", type=FILE)
@click.option("-o", "--output", "table", required=True, metavar="TABLE", type=FILE,
              help="The routing table to write.")  # fmt: skip
@click.option("--dialect", type=Choice(DIALECTS), help="The dialect, whatever the files declare.")
@click.option("--verify", metavar="TABLE", type=FILE, is_eager=True, expose_value=False,
              callback=verified, help="Check every byte of a routing table, and write nothing.")  # fmt: skip
@click.option(
    "--no-cache", is_flag=True, help="Take nothing over from earlier runs, and keep nothing for later ones."
)
@click.option("-q", "--quiet", is_flag=True, help="Show errors only, and no summary.")
@click.version_option(__version__, prog_name=COMMAND, message="%(prog)s %(version)s")
def smail_compile(path: Path, table: Path, dialect: str | None, no_cache: bool, quiet: bool) -> None:
    """Check a Smail configuration and write its routing table.

    PATH is a directory that holds config, directors, routers and transports, or a config file. TABLE is replaced
    only when the configuration has no errors, and in one step: a daemon never sees half of it. When nothing has
    changed since the last run, that is all this one says, beside what the last one found.
    """
    Run(path, table, dialect, quiet=quiet, fresh=no_cache).go()
