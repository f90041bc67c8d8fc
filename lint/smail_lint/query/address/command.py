"""`smail-query address`: how is this address taken apart, and is it ours."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from smail_lint.query.address.answer import AddressAnswer, address_answer
from smail_lint.query.dialect_option import dialect_option
from smail_lint.query.machine import host_names
from smail_lint.query.target import TargetError, opened_site
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_lint.report.indented import indented
from smail_runtime.cli.choice import Choice
from smail_runtime.mail.strictness import Strictness
from smail_runtime.routing.fake_world import WorldError
from smail_runtime.routing.qualify import rows

NAME = "smail-query address"
EPILOG = """\b
Examples:
  smail-query address /etc/smail 'gate!alice%far@mail.example.org'
  smail-query address smail.table '"john smith"@example.org' --json
  smail-query address /etc/smail 'Al (x) <al@h>' --rules rfc5322

\b
Exit codes: 0 it is an address, 1 it is none, 2 wrong usage,
3 TARGET or FILE cannot be read.
"""


@click.command("address", epilog=EPILOG)
@click.argument("target", type=click.Path(path_type=Path, readable=False))
@click.argument("address")
@click.option(
    "--world",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="A TOML file with the host name, for a TARGET that sets no hostnames.",
)
@click.option(
    "--rules",
    type=Choice(one.value for one in Strictness),
    default=Strictness.MAILER.value,
    show_default=True,
    help="Whose syntax ADDRESS must have: the mailer's, that of SMTP, or that of header fields.",
)
@dialect_option
@click.option("--json", "as_json", is_flag=True, help="Write the documented JSON object.")
def address_command(
    target: Path, address: str, world: Path | None, rules: str, dialect: str | None, as_json: bool
) -> None:
    """Show how ADDRESS is taken apart on the host of TARGET.

    The first parse gives its form, the host it leads to and what remains. While that host is this one, it is peeled
    off and the rest is taken apart in turn.

    The mailer takes far more than the standards do. With --rules ADDRESS must be a path of RFC 5321 or a mailbox of
    RFC 5322, the latter with its obsolete syntax or without; letters beyond ASCII (RFC 6531, 6532) are allowed.

    TARGET is a configuration directory, a config file or a compiled table.
    """
    try:
        site = opened_site(NAME, target, dialect)
        with site.table:
            program = site.table.program
        names = host_names(program.variables, world)
    except (TargetError, WorldError) as problem:
        complain(NAME, str(problem))
        raise SystemExit(UNREADABLE) from None
    found = address_answer(
        address,
        names,
        rows(program.qualify),
        switch_percent_and_bang=program.variables.switch_percent_and_bang,
        rules=Strictness(rules),
    )
    write(indented(found) if as_json else _text(found))
    raise SystemExit(NEGATIVE if found.errors else FINE)


def _text(found: AddressAnswer) -> str:
    from smail_lint.query.address.text import address_text
    from smail_lint.report.paint import Paint, wants_colour

    return address_text(found, Paint(wants_colour(sys.stdout.isatty(), os.environ)))
