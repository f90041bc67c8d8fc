"""`smail-query diff`: which addresses go another way in a new configuration."""

from __future__ import annotations

from pathlib import Path

import click

from smail_lint.query.dialect_option import dialect_option
from smail_lint.query.diff.answer import difference
from smail_lint.query.modelled.sides import settings
from smail_lint.query.target import TargetError, opened_site
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_runtime.routing.fake_world import WorldError

NAME = "smail-query diff"
EPILOG = """\b
Examples:
  smail-query diff /etc/smail /root/smail.new
  smail-query diff smail.table /etc/smail --world world.toml
  smail-query diff samples/smallsite samples/bigsite --trace
  smail-query diff old.table new.table --json

\b
Without --world two made-up machines are asked: on one every plain name is an
account and every host exists, on the other hardly any. Nothing is asked of
the machine that runs this, and no program is run.

\b
Exit codes: 0 no address goes another way, 1 some do, 2 wrong usage,
3 OLD, NEW or FILE cannot be read.
"""


@click.command("diff", epilog=EPILOG)
@click.argument("old", type=click.Path(path_type=Path, readable=False))
@click.argument("new", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--world",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Accounts, files and DNS from a TOML file.",
)
@click.option("--trace", is_flag=True, help="Show for each witness every director and router asked.")
@dialect_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with both routes of each witness.")
def diff_command(old: Path, new: Path, world: Path | None, trace: bool, dialect: str | None, as_json: bool) -> None:
    """Tell which addresses go another way in NEW than in OLD, in classes by who decides, each with a witness.

    OLD and NEW are configuration directories, config files or compiled tables. Both resolve the same addresses on the
    same machine: one for every way in which they can tell two addresses apart, and every changed key of alias files.
    """
    try:
        targets = (("old", opened_site(NAME, old, dialect)), ("new", opened_site(NAME, new, dialect)))
        with targets[0][1].table, targets[1][1].table:
            found = difference(settings(targets, world))
            from smail_lint.query.diff.output import difference_json, difference_text

            write(difference_json(found) if as_json else difference_text(found, trace=trace))
    except (TargetError, WorldError) as problem:
        complain(NAME, str(problem))
        raise SystemExit(UNREADABLE) from None
    raise SystemExit(FINE if found.equal else NEGATIVE)
