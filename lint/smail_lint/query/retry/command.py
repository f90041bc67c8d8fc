"""`smail-query retry`: which retry rule a host falls under, and what it says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from smail_compiler.semantics.numbers import interval_of
from smail_lint.query.dialect_option import dialect_option
from smail_lint.query.machine import host_names
from smail_lint.query.retry.answer import RetryAnswer, next_host, retry_answer
from smail_lint.query.target import TargetError, opened_site
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_lint.report.indented import indented
from smail_runtime.mail.address import AddressError
from smail_runtime.routing.fake_world import WorldError

NAME = "smail-query retry"
EPILOG = """\b
Examples:
  smail-query retry /etc/smail mx.example.org
  smail-query retry /etc/smail bob@example.org --age 2d12h --last 5m
  smail-query retry smail.table slow.example --json

\b
Exit codes: 0 mail may wait, 1 it is given up, 2 wrong usage,
3 TARGET or FILE cannot be read.
"""


class Interval(click.ParamType[int]):
    """Time as in the retry file: digits with y, w, d, h, m, s; plain digits are seconds."""

    name = "interval"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Seconds."""
        seconds = interval_of(str(value)) if str(value) else None
        if seconds is None or seconds < 0:
            self.fail(f"{value!r} is no interval; write digits with the units y, w, d, h, m and s: 2d12h", param, ctx)
        return seconds


@click.command("retry", epilog=EPILOG)
@click.argument("target", type=click.Path(path_type=Path, readable=False))
@click.argument("host", metavar="HOST|ADDRESS")
@click.option("--age", type=Interval(), default=0, help="How long ago the mail came in; else it has just come.")
@click.option("--last", type=Interval(), help="How long ago the host was last tried in vain; else never.")
@click.option(
    "--world",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="A TOML file with the host name, for a TARGET that sets no hostnames.",
)
@dialect_option
@click.option("--json", "as_json", is_flag=True, help="Write the documented JSON object.")
def retry_command(
    target: Path, host: str, age: int, last: int | None, world: Path | None, dialect: str | None, as_json: bool
) -> None:
    """Tell which retry rule of TARGET holds for a host, and how long mail for it may wait.

    Of an ADDRESS the host counts to which it leads. TARGET is a configuration directory, a config file or a compiled
    table.
    """
    try:
        site = opened_site(NAME, target, dialect)
        with site.table as data:
            name = next_host(host, lambda: host_names(data.program.variables, world))
            if isinstance(name, AddressError):
                raise click.UsageError(f"{host!r} is neither a host nor an address: {name.message}")
            found = retry_answer(data, name, age, last)
    except (TargetError, WorldError) as problem:
        complain(NAME, str(problem))
        raise SystemExit(UNREADABLE) from None
    write(indented(found) if as_json else _text(found))
    raise SystemExit(FINE if found.may_defer else NEGATIVE)


def _text(found: RetryAnswer) -> str:
    from smail_lint.query.retry.text import retry_text
    from smail_lint.report.paint import Paint, wants_colour

    return retry_text(found, Paint(wants_colour(sys.stdout.isatty(), os.environ)))
