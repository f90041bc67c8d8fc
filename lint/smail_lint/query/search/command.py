"""`smail-query search`: is there an address that ends like this."""

from __future__ import annotations

from pathlib import Path

import click

from smail_lint.query.dialect_option import dialect_option
from smail_lint.query.modelled.sides import settings
from smail_lint.query.search.question import FIELDS, Condition, QuestionError, parse_question
from smail_lint.query.target import TargetError, opened_site
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, USAGE, complain, write
from smail_runtime.mail.text import printable
from smail_runtime.routing.fake_world import WorldError

NAME = "smail-query search"
_FIELDS = "\n".join(f"  {name:10} {meaning}" for name, meaning in FIELDS.items())
EPILOG = f"""\b
A QUESTION is one or more conditions joined by `and`. A condition is a field,
one of = (is), != (is not), ~ (holds) and !~ (does not hold), and a value, in
quotes if it has blanks. Case is ignored. The fields:
{_FIELDS}
Conditions on a delivery are met by one delivery together, and so are those on
a failure.

\b
Examples:
  smail-query search /etc/smail transport=pipe
  smail-query search /etc/smail 'director=lists and outcome=fail'
  smail-query search samples/smallsite 'error~"unknown user" and recipient~@'
  smail-query search smail.table host=relay.example.net --world world.toml

\b
Without --world two made-up machines are asked: on one every plain name is an
account and every host exists, on the other hardly any.

\b
Exit codes: 0 an address is found, 1 none is, 2 wrong usage,
3 TARGET or FILE cannot be read.
"""


@click.command("search", epilog=EPILOG)
@click.argument("target", type=click.Path(path_type=Path, readable=False))
@click.argument("question", nargs=-1, required=True, metavar="QUESTION")
@click.option(
    "--world",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Accounts, files and DNS from a TOML file.",
)
@dialect_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with the route of the witness.")
def search_command(
    target: Path, question: tuple[str, ...], world: Path | None, dialect: str | None, as_json: bool
) -> None:
    """Find an address with a given outcome, and show its route; or tell that none exists, as far as is modelled.

    TARGET is a configuration directory, a config file or a compiled table.
    """
    text = " ".join(question)
    conditions = _conditions(text)
    try:
        site = opened_site(NAME, target, dialect)
        with site.table:
            from smail_lint.query.search.answer import search
            from smail_lint.query.search.output import answer_json, answer_text

            found = search(settings((("target", site),), world), conditions)
            write(answer_json(text, found) if as_json else answer_text(text, found))
    except (TargetError, WorldError) as problem:
        complain(NAME, str(problem))
        raise SystemExit(UNREADABLE) from None
    raise SystemExit(FINE if found.question is not None else NEGATIVE)


def _conditions(text: str) -> tuple[Condition, ...]:
    """The question, or a word about the column at which it goes wrong."""
    try:
        return parse_question(text)
    except QuestionError as problem:
        complain(NAME, f"column {problem.column}: {problem}")
        if printable(text) == text:
            click.echo(f"  {text}\n  {' ' * (problem.column - 1)}^", err=True)
        raise SystemExit(USAGE) from None
