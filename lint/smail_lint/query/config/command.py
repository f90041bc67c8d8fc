"""`smail-query config`: what is set, to what, and where."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from smail_compiler.pipeline import Loaded, UnreadableError, load
from smail_compiler.text.diagnostic import has_errors
from smail_lint.query.config.answer import config_answer
from smail_lint.query.dialect_option import dialect_option
from smail_lint.query.target import is_table, nothing_in
from smail_lint.report.concise import concise
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, USAGE, complain, write
from smail_lint.report.findings import Findings
from smail_lint.report.indented import indented

NAME = "smail-query config"
REMEDY = "give a directory that holds config, directors, routers and transports, or a config file"
EPILOG = """\b
Examples:
  smail-query config /etc/smail
  smail-query config samples/smallsite --changed
  smail-query config /etc/smail --file routers > routers.new
  smail-query config /etc/smail --json

\b
Exit codes: 0 printed, 1 printed, but with errors, 2 wrong usage or a compiled
table, 3 TARGET cannot be read.
"""


@click.command("config", epilog=EPILOG)
@click.argument("target", type=click.Path(path_type=Path, readable=False))
@click.option("--changed", is_flag=True, help="Only what differs from the defaults.")
@click.option("--file", "file", metavar="NAME", help="Only the text of this file, ready to be put in its place.")
@dialect_option
@click.option("--json", "as_json", is_flag=True, help="Write the documented JSON object.")
def config_command(target: Path, changed: bool, file: str | None, dialect: str | None, as_json: bool) -> None:
    """Print everything that is set in TARGET, with the file and line it comes from.

    The text is itself a configuration, with a section for each file: read again it gives the same program. What is
    built in stands in comments. TARGET is a configuration directory or a config file.
    """
    if as_json and file is not None:
        raise click.UsageError("--file chooses a part of the text and has no meaning with --json")
    loaded = _loaded(target, dialect)
    if as_json:
        write(indented(config_answer(loaded, changed=changed)))
    else:
        _write_text(loaded, target, changed, file)
        complaints = concise(Findings(loaded.diagnostics, len(loaded.site.sources)))
        sys.stderr.write(complaints.encode("ascii", "backslashreplace").decode())
    raise SystemExit(NEGATIVE if has_errors(loaded.diagnostics) else FINE)


def _loaded(target: Path, dialect: str | None) -> Loaded:
    """The program of a configuration; a compiled table does not hold what is asked here."""
    if is_table(target):
        complain(
            NAME,
            f"{target} is a compiled table, which holds what mail needs and not the settings it was made of; "
            "give the directory or config file it was compiled from",
        )
        raise SystemExit(USAGE)
    try:
        loaded = load(target, dialect)
    except UnreadableError as problem:
        complain(NAME, f"{problem}; {REMEDY}")
        raise SystemExit(UNREADABLE) from None
    if not loaded.site.sources:
        complain(NAME, nothing_in(target))
    return loaded


def _write_text(loaded: Loaded, target: Path, changed: bool, file: str | None) -> None:
    from smail_lint.query.config.lines import rendered
    from smail_lint.query.config.text import section_lines, sections
    from smail_lint.report.paint import Paint, wants_colour

    terminal = sys.stdout.isatty()
    paint = Paint(wants_colour(terminal, os.environ))
    found = sections(loaded.site, "config" if target.is_dir() else target.name, changed=changed)
    if file is None:
        write("\n".join(rendered(section_lines(one), paint, terminal=terminal) for one in found), exact=True)
        return
    wanted = next((one for one in found if one.path == file), None)
    if wanted is None:
        raise click.UsageError(
            f"no file {file!r} is read; there are {', '.join(one.path for one in found if one.path)}"
        )
    write(rendered(wanted.lines, paint, terminal=terminal), exact=True)
