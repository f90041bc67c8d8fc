"""`smaild`: the mail daemon."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from smail_runtime import __version__
from smail_runtime.cli.choice import Choice
from smail_runtime.cli.interval import seconds_of
from smail_runtime.net.listener import parse_endpoint
from smail_runtime.policy.relay import LOOPBACK, Network, parse_network

T = TypeVar("T")
DEFAULT_LISTEN = "127.0.0.1:2525"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="smaild", message="%(prog)s %(version)s")
def main() -> None:
    """Receive, queue, route and deliver mail by a compiled routing table.

    \b
    Examples:
      smaild run /etc/smail/table
      smaild run table --listen 0.0.0.0:25 --listen [::]:25 --user mail
      smaild run table --relay-from 192.0.2.0/24 --log-format json

    Signals: HUP reloads the table, TERM drains and stops, USR1 reopens the log file.
    """


def _places(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    return tuple(_read(value, parse_endpoint, "HOST:PORT is expected, such as 127.0.0.1:2525") for value in values)


def _place(context: click.Context, option: click.Parameter, value: str | None) -> tuple[str, int] | None:
    return None if value is None else _read(value, parse_endpoint, "HOST:PORT is expected, such as 127.0.0.1:53")


def _networks(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[Network, ...]:
    found: list[Network] = []
    for value in values:
        network = parse_network(value)
        if network is None:
            raise click.BadParameter(f"{value!r}: a network is expected, such as 192.0.2.0/24")
        found.append(network)
    return tuple(found)


def _interval(context: click.Context, option: click.Parameter, value: str) -> float:
    return _read(value, seconds_of, "an interval is expected, such as 4h or 1d12h, or 0")


def _read(value: str, parse: Callable[[str], T | None], expected: str) -> T:
    found = parse(value)
    if found is None:
        raise click.BadParameter(f"{value!r}: {expected}")
    return found


@main.command()
@click.argument("table", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--listen",
    multiple=True,
    default=(DEFAULT_LISTEN,),
    show_default=True,
    callback=_places,
    metavar="HOST:PORT",
    help="Where to accept mail; port 0 takes a free one. Repeatable.",
)
@click.option(
    "--spool", type=click.Path(path_type=Path, readable=False), default=Path("/var/spool/smail"), show_default=True
)
@click.option("--user", metavar="NAME", help="The account to become; needed when started as root.")
@click.option(
    "--world",
    type=click.Path(path_type=Path, readable=False),
    help="Rehearse on the machine that this TOML file makes up.",
)
@click.option("--log-format", type=Choice(["text", "json"]), default="text", show_default=True)
@click.option("--log-file", metavar="FILE", help="Write the log there; standard error otherwise.")
@click.option(
    "--relay-from",
    multiple=True,
    callback=_networks,
    metavar="CIDR",
    help="Clients that may send to recipients elsewhere. Repeatable; loopback by default.",
)
@click.option("--nameserver", callback=_place, metavar="HOST:PORT", help="Ask this name server, not resolv.conf's.")
@click.option("--drain", type=click.FloatRange(0), default=30.0, show_default=True, help="Seconds that TERM waits.")
@click.option(
    "--delay-notice",
    default="4h",
    show_default=True,
    callback=_interval,
    metavar="INTERVAL",
    help="Tell a sender once that mail still waits after this time; 0 for never.",
)
def run(
    table: Path,
    listen: tuple[tuple[str, int], ...],
    spool: Path,
    user: str | None,
    world: Path | None,
    log_format: str,
    log_file: str | None,
    relay_from: tuple[Network, ...],
    nameserver: tuple[str, int] | None,
    drain: float,
    delay_notice: float,
) -> None:
    """Run in the foreground until TERM or INT. One line on standard output tells that mail is accepted."""
    from smail_runtime.daemon.app import run as run_daemon
    from smail_runtime.daemon.settings import Settings

    settings = Settings(
        table=table,
        listen=listen,
        spool=spool,
        user=user,
        world=world,
        log_format=log_format,
        log_file=log_file,
        relay_from=relay_from or LOOPBACK,
        nameserver=nameserver,
        drain=drain,
        delay_notice=delay_notice,
    )
    sys.exit(run_daemon(settings))
