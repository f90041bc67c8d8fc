"""`smail-query expand`: what does this expression give, and how does it come about."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from smail_lint.query.asked import asked
from smail_lint.query.dialect_option import dialect_option
from smail_lint.query.expand.answer import Answer, expanded, split
from smail_lint.query.expand.given import Given, SettingError, given
from smail_lint.query.expand.scope import scopes
from smail_lint.query.target import Opened, TargetError, opened_site
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_runtime.routing.fake_world import WorldError

NAME = "smail-query expand"
EPILOG = """\b
Examples:
  smail-query expand /etc/smail '${lc:user}@$primary_name' --set user=Ann
  smail-query expand /etc/smail '${if def:home {~/Mail} else {/var/mail/$user}}' --set user=ann
  smail-query expand /etc/smail '/usr/bin/uux - $host!rmail $((${strip:user})$)' --argv \\
      --set host=hub --set user=ann --set user=bob

\b
Exit codes: 0 it has a value, 1 it fails, 2 wrong usage, 3 TARGET or FILE cannot be read.
"""


@click.command("expand", epilog=EPILOG)
@click.argument("target", type=click.Path(path_type=Path, readable=False))
@click.argument("string")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="A variable, parent.NAME, header.NAME, origin or transport; a name given again is the next address's.",
)
@click.option("--argv", is_flag=True, help="Split STRING into words by the rules of command lines.")
@click.option(
    "--world",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Accounts and files from a TOML file.",
)
@dialect_option
@click.option("--json", "as_json", is_flag=True, help="Write the documented JSON object.")
def expand(
    target: Path,
    string: str,
    settings: tuple[str, ...],
    argv: bool,
    world: Path | None,
    dialect: str | None,
    as_json: bool,
) -> None:
    """Expand STRING as the mailer would, and show each step: variables, operators, tests and branches taken.

    TARGET is a configuration directory, a config file or a compiled table. Of the message and the address nothing is
    known but what --set tells.
    """
    try:
        told = given(settings)
        site = opened_site(NAME, target, dialect)
        answer = _answer(site, string, told, world, argv)
    except SettingError as problem:
        raise click.UsageError(str(problem)) from None
    except (TargetError, WorldError) as problem:
        complain(NAME, str(problem))
        raise SystemExit(UNREADABLE) from None
    write(_json(answer, argv) if as_json else _text(answer))
    raise SystemExit(NEGATIVE if answer.faults else FINE)


def _answer(site: Opened, string: str, told: Given, world: Path | None, argv: bool) -> Answer:
    with site.table:
        data, machine = asked(site, world)
        contexts = scopes(data, told, machine, piped=argv)
        return split(string, contexts) if argv else expanded(string, contexts)


def _json(answer: Answer, argv: bool) -> str:
    import json

    import msgspec

    key = "argv" if argv else "value"
    shown: dict[str, object] = {key: msgspec.to_builtins(getattr(answer, key))}
    if answer.faults:
        shown = {"value": None, **shown, "errors": msgspec.to_builtins(answer.faults)}
    more = {"steps": msgspec.to_builtins(answer.steps), "notes": list(answer.notes)}
    return json.dumps(shown | more, indent=2, ensure_ascii=True) + "\n"


def _text(answer: Answer) -> str:
    from smail_lint.query.expand.text import expand_text
    from smail_lint.report.paint import Paint, wants_colour

    return expand_text(answer, Paint(wants_colour(sys.stdout.isatty(), os.environ)))
