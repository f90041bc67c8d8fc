"""`smail-query route`: where does this address go, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import click

from smail_lint.query.asked import asked as asked_of
from smail_lint.query.dialect_option import dialect_option
from smail_lint.query.route.answer import RouteAnswer, route
from smail_lint.query.route.batch import addresses as addresses_of
from smail_lint.query.route.batch import opened_batch
from smail_lint.query.target import TargetError, opened_site
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.fake_world import WorldError
from smail_runtime.routing.world import World

NAME = "smail-query route"
EPILOG = """\b
Examples:
  smail-query route /etc/smail alice@example.org staff
  smail-query route samples/smallsite staff --json
  smail-query route smail.table --batch addresses.txt --world world.toml
  smail-query route /etc/smail --batch addresses.txt --brief
  smail-query route /etc/smail alice bob --record world.toml

\b
A batch FILE holds one address a line; blank lines are left out, and lines that
begin with # (write such an address in quotes: "#x"@example.org).

\b
Exit codes: 0 every address is delivered, 1 some waits, fails or goes nowhere,
or there was none, 2 wrong usage, 3 TARGET or a FILE cannot be read.
"""


@click.command("route", epilog=EPILOG)
@click.argument("target", type=click.Path(path_type=Path, readable=False))
@click.argument("addresses", nargs=-1, metavar="ADDRESS...")
@click.option("--from", "sender", default="", metavar="SENDER", help="The sender; none is the empty reverse path.")
@click.option("--grade", default="", metavar="GRADE", help="The grade of the mail; none is `spool_grade`.")
@click.option(
    "--world",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Accounts, files and DNS from a TOML file.",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Write what the machine answered as a --world.",
)
@click.option(
    "--batch",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Addresses, one a line; `-` for input.",
)
@click.option("--asked", is_flag=True, help="Show too what the machine was asked, and its answers.")
@click.option("--brief", is_flag=True, help="One line for each delivery and each error, no trace.")
@dialect_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object, a list for several addresses.")
def route_command(
    target: Path, addresses: tuple[str, ...], sender: str, grade: str, world: Path | None,
    record: Path | None, batch: Path | None, asked: bool, brief: bool, dialect: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Tell where each ADDRESS goes, and why: every director and router asked, with its line in the configuration.

    TARGET is a configuration directory, a config file or a compiled table. Each address is asked on its own. What a
    director expanded, which demands on files were met, and under which account commands run stands below its line.
    """
    if not addresses and batch is None:
        raise click.UsageError("no ADDRESS given, and no --batch FILE")
    if len(grade) > 1 or not grade.isascii() or (grade and not grade.isalnum()):
        raise click.UsageError("a GRADE is one letter or digit")
    run = _Run(sender, grade, watched=not brief)
    try:
        site = opened_site(NAME, target, dialect)
        data, machine = asked_of(site, world)
        given = _given(addresses, batch, run)
    except (TargetError, WorldError) as problem:
        raise _unreadable(str(problem)) from None
    from smail_lint.query.route.output import as_json as objects
    from smail_lint.query.route.output import in_blocks, texts

    recorder = None
    if record is not None:
        from smail_lint.query.route.record import Recorder

        recorder = Recorder()
        machine = recorder.beside(machine)
    several = batch is not None or len(addresses) > 1
    with site.table:
        answers = run.answers(data, given, machine)
        shown = objects(answers, several=several) if as_json else texts(answers, asked=asked, brief=brief)
        for text in shown if batch is None else in_blocks(shown):
            write(text)
    if recorder is not None and record is not None:
        _save(record, recorder.world(machine.host_name(), f"what {target} asked of this machine"))
    raise SystemExit(run.code())


class _Run:
    """One run over many addresses: how many there were, and whether all went well."""

    def __init__(self, sender: str, grade: str, *, watched: bool) -> None:
        self._sender = sender
        self._grade = grade
        self._watched = watched
        self.asked = 0
        self.well = True

    def answers(self, data: RoutingData, given: Iterable[str], machine: World) -> Iterator[RouteAnswer]:
        """An answer for each address, made when it is wanted."""
        for address in given:
            answer = route(data, address, self._sender, machine, grade=self._grade, watched=self._watched)
            self.asked += 1
            self.well = self.well and answer.outcome == "deliver"
            yield answer

    def complain(self, message: str) -> None:
        """A line that is no address."""
        self.well = False
        complain(NAME, message)

    def code(self) -> int:
        """The exit code."""
        if not self.asked:
            complain(NAME, "there was no address to ask about")
        return FINE if self.well and self.asked else NEGATIVE


def _given(addresses: tuple[str, ...], batch: Path | None, run: _Run) -> Iterator[str]:
    """The addresses of the command line, then those of the file, which is opened at once."""
    if batch is None:
        return iter(addresses)
    try:
        file = opened_batch(batch)
    except OSError as problem:
        raise _unreadable(f"{batch}: {problem.strerror}") from None

    def one_by_one() -> Iterator[str]:
        yield from addresses
        with closing(file):
            yield from addresses_of(file, lambda message: run.complain(f"{batch}: {message}"))

    return one_by_one()


def _save(record: Path, text: str) -> None:
    try:
        record.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as problem:
        raise _unreadable(f"{record}: {problem.strerror}") from None


def _unreadable(message: str) -> SystemExit:
    complain(NAME, message)
    return SystemExit(UNREADABLE)
