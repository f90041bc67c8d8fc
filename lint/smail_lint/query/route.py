"""`smail-query route`: where does this address go, and why."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from smail_lint.query.asked import asked
from smail_lint.query.route_answer import RouteAnswer, route
from smail_lint.query.target import TargetError, opened
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_runtime.routing.fake_world import WorldError

NAME = "smail-query route"
EPILOG = """\b
Examples:
  smail-query route /etc/smail alice@example.org staff
  smail-query route samples/smallsite staff --json
  smail-query route smail.table --batch addresses.txt --world world.toml

\b
Exit codes: 0 every address is delivered, 1 some waits, fails or goes nowhere, 2 wrong usage,
3 TARGET or a FILE cannot be read.
"""


@click.command("route", epilog=EPILOG)
@click.argument("target", type=click.Path(path_type=Path))
@click.argument("addresses", nargs=-1, metavar="ADDRESS...")
@click.option("--from", "sender", default="", metavar="SENDER", help="The sender; none is the empty reverse path.")
@click.option(
    "--world", type=click.Path(path_type=Path), metavar="FILE", help="Accounts, files and DNS from a TOML file."
)
@click.option(
    "--batch", type=click.Path(path_type=Path), metavar="FILE", help="Addresses, one a line; `-` for input."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, a list for several addresses.")
def route_command(
    target: Path, addresses: tuple[str, ...], sender: str, world: Path | None, batch: Path | None, as_json: bool
) -> None:
    """Tell where each ADDRESS goes, and why: every director and router asked, with its line in the configuration.

    TARGET is a configuration directory, a config file or a compiled table. Each address is asked on its own.
    """
    given = (*addresses, *_lines(batch))
    if not given and batch is None:
        raise click.UsageError("no ADDRESS given, and no --batch FILE")
    try:
        site = opened(target)
        data, machine = asked(site, world)
    except (TargetError, WorldError) as problem:
        raise _unreadable(str(problem)) from None
    if site.errors:
        many = f"{site.errors} error{'' if site.errors == 1 else 's'}"
        complain(NAME, f"{many} in {target} (see smail-check); what they touch is left out")
    with site.table:
        answers = [route(data, address, sender, machine) for address in given]
    write(_json(answers, batch is not None) if as_json else _text(answers))
    raise SystemExit(FINE if all(one.outcome == "deliver" for one in answers) else NEGATIVE)


def _lines(batch: Path | None) -> tuple[str, ...]:
    if batch is None:
        return ()
    try:
        data = sys.stdin.buffer.read() if str(batch) == "-" else batch.read_bytes()
    except OSError as problem:
        raise _unreadable(f"{batch}: {problem.strerror}") from None
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    return tuple(line.strip() for line in lines if line.strip())


def _unreadable(message: str) -> SystemExit:
    complain(NAME, message)
    return SystemExit(UNREADABLE)


def _json(answers: list[RouteAnswer], several: bool) -> str:
    import json

    import msgspec

    found = [msgspec.to_builtins(one) for one in answers]
    shown = found if several or len(found) != 1 else found[0]
    return json.dumps(shown, indent=2, ensure_ascii=True) + "\n"


def _text(answers: list[RouteAnswer]) -> str:
    from smail_lint.query.route_text import route_text
    from smail_lint.report.paint import Paint, wants_colour

    paint = Paint(wants_colour(sys.stdout.isatty(), os.environ))
    return "\n".join(route_text(one, paint) for one in answers)
