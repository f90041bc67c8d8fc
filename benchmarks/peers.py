"""The same alias file and the same streams through Postfix, in turn with ours: `make bench-peers`.

Postfix runs from a directory of its own, on the loopback interface and a high port, without name look-ups and without
its flow delay, and relays to the same sink. It needs root and an installed Postfix; without them this says so.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from benchmarks.aliases import beside_postalias
from benchmarks.load import Sink, send
from benchmarks.record import Figure, figure, save, show
from benchmarks.throughput import CONNECTIONS, TICK, Rates, stream

LIBEXEC = Path("/usr/lib/postfix/sbin")
MAIN = """\
compatibility_level = 3.6
queue_directory = {top}/queue
data_directory = {top}/data
daemon_directory = {libexec}
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.bench.example
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:{sink}
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
disable_dns_lookups = yes
smtp_host_lookup = native
in_flow_delay = 0
maillog_file = {top}/mail.log
maillog_file_prefixes = {top}
"""
SERVICES = """\
{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
showq unix n - n - - showq
flush unix n - n 1000? 0 flush
postlog unix-dgram n - n - 1 postlogd
"""


@click.command()
@click.option("--runs", default=3, show_default=True, help="Counted runs of each.")
@click.option("--messages", default=2000, show_default=True, help="Messages in each stream.")
def main(runs: int, messages: int) -> None:
    """Measure smail-compile and postalias, smaild and Postfix in turn."""
    figures: list[Figure] = []
    if shutil.which("postalias") is None:
        click.echo("alias files not measured: Postfix is not installed")
    else:
        figures += beside_postalias(runs)
    reason = missing()
    if reason is None:
        figures += compare(runs, messages)
    else:
        click.echo(f"mail streams not measured: {reason}")
    if not figures:
        return
    show(figures)
    click.echo(f"written to {save(figures)}")


def missing() -> str | None:
    """Why Postfix cannot be run here; None when it can."""
    if shutil.which("postfix") is None or not LIBEXEC.is_dir():
        return "Postfix is not installed"
    return None if os.getuid() == 0 else "Postfix is started by root only"


def compare(runs: int, messages: int) -> Iterator[Figure]:
    """Rates and processor time of both, taken in turn."""
    ours: list[Rates] = []
    theirs: list[Rates] = []
    with tempfile.TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        for turn in range(runs):
            theirs.append(asyncio.run(postfix_stream(Path(top) / f"postfix{turn}", messages)))
            ours.append(asyncio.run(stream(Path(top), messages)))
    for name, unit, of in (
        ("accepted, 10 KiB, 10 connections", "messages/s", lambda one: one.accepted),
        ("accepted, queued and relayed", "messages/s", lambda one: one.relayed),
        ("processor time for a relayed message", "us", lambda one: one.cost),
    ):
        yield figure(name, unit, list(map(of, ours)), "Postfix", list(map(of, theirs)))


async def postfix_stream(top: Path, messages: int) -> Rates:
    """One run with a Postfix of its own."""
    arrived: asyncio.Queue[None] = asyncio.Queue()
    sink = await asyncio.get_running_loop().create_server(lambda: Sink(arrived), "127.0.0.1", 0)
    each = messages // CONNECTIONS
    try:
        with postfix(top, sink.sockets[0].getsockname()[1]) as port:
            await flow(port, 1, arrived)
            spent = processor_time(top)
            accepted, relayed = await flow(port, each, arrived)
            spent = processor_time(top) - spent
    finally:
        sink.close()
    count = each * CONNECTIONS
    return Rates(count / accepted, count / relayed, 1_000_000 * spent / count)


async def flow(port: int, each: int, arrived: asyncio.Queue[None]) -> tuple[float, float]:
    """Send over all connections; seconds until everything was accepted, and until it was relayed."""
    began = time.perf_counter()
    await asyncio.gather(*(send(port, "someone@far.example", each) for _ in range(CONNECTIONS)))
    accepted = time.perf_counter() - began
    for _ in range(each * CONNECTIONS):
        await asyncio.wait_for(arrived.get(), 60)
    return accepted, time.perf_counter() - began


@contextmanager
def postfix(top: Path, sink: int) -> Iterator[int]:
    """A Postfix that relays everything to the sink; the port it listens on."""
    port = free_port()
    (top / "data").mkdir(parents=True)
    (top / "queue").mkdir()
    (top / "etc").mkdir()
    shutil.chown(top / "data", "postfix")
    (top / "etc" / "main.cf").write_text(MAIN.format(top=top, libexec=LIBEXEC, sink=sink))
    (top / "etc" / "master.cf").write_text(SERVICES.format(port=port))
    control(top, "start")
    try:
        yield port
    finally:
        control(top, "stop")


def control(top: Path, verb: str) -> None:
    """Start or stop it."""
    subprocess.run(["postfix", "-c", str(top / "etc"), verb], check=True, capture_output=True, timeout=60)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def processor_time(top: Path) -> float:
    """Seconds that the master process, its children, and those that ended have spent computing."""
    master = (top / "queue" / "pid" / "master.pid").read_text().strip()
    total = 0
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split() if entry.name.isdigit() else []
        except OSError:
            continue
        if entry.name == master:
            total += sum(map(int, fields[11:15]))
        elif fields and fields[1] == master:
            total += int(fields[11]) + int(fields[12])
    return total * TICK


if __name__ == "__main__":
    main()
