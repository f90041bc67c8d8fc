"""`smailq`: look at a queue and change it, while the daemon runs or without it."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from smail_runtime import __version__
from smail_runtime.cli.ending import NEGATIVE, UNREADABLE, complain
from smail_runtime.cli.queue_text import listing, messages, numbers_of, one_message
from smail_runtime.queue import admin, reader, schema
from smail_runtime.queue.doorbell import ring
from smail_runtime.queue.spool import Spool, SpoolError, check

F = TypeVar("F", bound=Callable[..., None])
DEFAULT_SPOOL = Path("/var/spool/smail")


class Queue:
    """The queue that a command works on, opened when first used."""

    def __init__(self, root: Path, json: bool) -> None:
        self.spool = Spool(root)
        self.json = json

    def ask(self, question: Callable[[sqlite3.Connection], None]) -> None:
        """Run a command on the database; trouble with it is one line and exit status 3."""
        try:
            check(self.spool)
            database = schema.open_guest(self.spool.database)
            try:
                question(database)
            finally:
                database.close()
        except SpoolError as error:
            complain("smailq", f"{error}; give the --spool of a smaild that has run")
            sys.exit(UNREADABLE)
        except (sqlite3.Error, msgspec.MsgspecError, OSError) as error:
            complain("smailq", str(error))
            sys.exit(UNREADABLE)

    def answer(self, value: object, lines: Iterable[str]) -> None:
        """Print an answer, as JSON if that was asked for."""
        if self.json:
            click.echo(msgspec.json.encode(value))
        else:
            for line in lines:
                click.echo(line)


def chosen(queue_ids: Sequence[str]) -> list[int] | None:
    """The numbers of the ids given, None if none is given. Exits with a usage error for something that is no id."""
    if not queue_ids:
        return None
    numbers, wrong = numbers_of(queue_ids)
    if wrong:
        raise click.BadParameter(f"{wrong!r} is not a queue id; `smailq list` shows them")
    return numbers


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="smailq", message="%(prog)s %(version)s")
def main() -> None:
    """Look at the mail queue and change it.

    \b
    Examples:
      smailq list
      smailq list --json --spool /var/spool/smail
      smailq retry                 everything that waits, now
      smailq hold 01j9x2k4m7q      and later: smailq release 01j9x2k4m7q
    """


def options(function: F) -> F:
    """The options that every command takes."""
    spool = click.option(
        "--spool",
        type=click.Path(path_type=Path, readable=False),
        default=DEFAULT_SPOOL,
        show_default=True,
        help="The spool directory.",
    )
    return spool(click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function))


@main.command("list")
@options
def list_(spool: Path, as_json: bool) -> None:
    """Every message, its recipients, and why they wait."""
    queue = Queue(spool, as_json)

    def question(database: sqlite3.Connection) -> None:
        found = list(admin.messages(database))
        queue.answer({"messages": found}, listing(found, time.time()))

    queue.ask(question)


@main.command()
@click.argument("queue_id")
@options
def show(spool: Path, as_json: bool, queue_id: str) -> None:
    """One message: envelope, recipients, deliveries, header."""
    queue = Queue(spool, as_json)
    numbers = chosen([queue_id]) or []

    def question(database: sqlite3.Connection) -> None:
        found = list(admin.messages(database, numbers))
        if not found:
            complain("smailq", f"{queue_id}: no such message")
            sys.exit(NEGATIVE)
        loaded = reader.load(database, queue.spool, numbers, held_too=True)
        queue.answer(found[0], one_message(found[0], loaded[0] if loaded else None, time.time()))

    queue.ask(question)


@main.command()
@options
def stats(spool: Path, as_json: bool) -> None:
    """The queue in numbers."""
    queue = Queue(spool, as_json)

    def question(database: sqlite3.Connection) -> None:
        found = admin.statistics(database)
        states = (f"{state:>10}  {count}" for state, count in found.recipients.items())
        lines = [f"{messages(found.messages)}, {found.bytes} bytes, {found.held} held", "recipients:", *states]
        queue.answer(found, lines)

    queue.ask(question)


def change(
    queue: Queue, queue_ids: Sequence[str], verb: str, act: Callable[[sqlite3.Connection, list[int] | None], int]
) -> None:
    """Do something to messages, tell how many they were, and wake the daemon."""
    numbers = chosen(queue_ids)

    def question(database: sqlite3.Connection) -> None:
        count = act(database, numbers)
        awake = ring(queue.spool.doorbell)
        tail = "" if awake else " (no daemon is running)"
        queue.answer({"changed": count, "daemon": awake}, [f"{messages(count)} {verb}{tail}"])
        if count < len(set(numbers or ())):
            sys.exit(NEGATIVE)

    queue.ask(question)


@main.command()
@click.argument("queue_ids", nargs=-1, metavar="[ID]...")
@options
def retry(spool: Path, as_json: bool, queue_ids: tuple[str, ...]) -> None:
    """Try messages now, all without ID, whatever the retry clocks say."""
    change(
        Queue(spool, as_json),
        queue_ids,
        "due now",
        lambda database, numbers: admin.retry(database, numbers, time.time()),
    )


@main.command()
@click.argument("queue_ids", nargs=-1, metavar="ID...", required=True)
@options
def hold(spool: Path, as_json: bool, queue_ids: tuple[str, ...]) -> None:
    """Hold messages: they are neither tried nor expire."""
    change(Queue(spool, as_json), queue_ids, "held", admin.hold)


@main.command()
@click.argument("queue_ids", nargs=-1, metavar="ID...", required=True)
@options
def release(spool: Path, as_json: bool, queue_ids: tuple[str, ...]) -> None:
    """Let held messages go on."""
    change(
        Queue(spool, as_json),
        queue_ids,
        "released",
        lambda database, numbers: admin.release(database, numbers, time.time()),
    )


@main.command()
@click.argument("queue_ids", nargs=-1, metavar="ID...", required=True)
@options
def remove(spool: Path, as_json: bool, queue_ids: tuple[str, ...]) -> None:
    """Remove messages for good; nobody is told."""
    queue = Queue(spool, as_json)
    change(queue, queue_ids, "removed", lambda database, numbers: admin.remove(database, queue.spool, numbers or []))
