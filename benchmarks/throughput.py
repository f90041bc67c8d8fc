"""Messages per second through a real daemon: accepted durably, and accepted, queued and relayed."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from benchmarks.commands import BIN
from benchmarks.load import SIZE, Sink, send
from benchmarks.record import Figure, figure, seconds

CONNECTIONS = 10
TICK = 1 / os.sysconf("SC_CLK_TCK")  # seconds
SITE = {
    "config": "hostnames = bench.example\nsmart_path = far.example\nsmart_transport = smtp\n",
    "directors": "user: driver=user; transport=local\n",
    "routers": "smart_host: driver=smarthost, transport=smtp\n",
    "transports": "smtp: driver=tcpsmtp, inet, -max_addrs\n",
}


class Rates(msgspec.Struct, frozen=True):
    """One run: messages per second, and microseconds of processor time that the daemon took for a message.

    On a machine that is shared the rates tell about the neighbours too, the cost much less.
    """

    accepted: float
    relayed: float
    cost: float


def streams(runs: int, messages: int) -> Iterator[Figure]:
    """Both rates, the daemon's own cost, and the floor: the same bytes committed one by one to SQLite."""
    with tempfile.TemporaryDirectory() as top:
        floor = [messages / seconds(lambda: commit_each(Path(top), messages)) for _ in range(runs)]
        rates = [asyncio.run(stream(Path(top), messages)) for _ in range(runs)]
    peer = "a commit for each message"
    yield figure("accepted, 10 KiB, 10 connections", "messages/s", [one.accepted for one in rates], peer, floor)
    yield figure("accepted, queued and relayed", "messages/s", [one.relayed for one in rates], peer, floor)
    yield figure("processor time of smaild for a relayed message", "us", [one.cost for one in rates])


def commit_each(top: Path, messages: int) -> None:
    """One durable transaction a message, no network and no protocol."""
    with closing(sqlite3.connect(top / "floor.db", isolation_level=None)) as base:
        base.execute("pragma journal_mode=wal")
        base.execute("pragma synchronous=full")
        base.execute("create table if not exists messages (body blob)")
        for _ in range(messages):
            base.execute("insert into messages values (?)", (b"x" * SIZE,))


async def stream(top: Path, messages: int) -> Rates:
    """One run with a daemon of its own."""
    arrived: asyncio.Queue[None] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    sink = await loop.create_server(lambda: Sink(arrived), "127.0.0.1", 0)
    try:
        with relay(top, sink.sockets[0].getsockname()[1]) as (port, pid):
            began, spent = time.perf_counter(), processor_time(pid)
            each = messages // CONNECTIONS
            await asyncio.gather(*(send(port, "someone@far.example", each) for _ in range(CONNECTIONS)))
            accepted = time.perf_counter()
            for _ in range(each * CONNECTIONS):
                await asyncio.wait_for(arrived.get(), 60)
            relayed, spent = time.perf_counter(), processor_time(pid) - spent
    finally:
        sink.close()
    count = each * CONNECTIONS
    return Rates(count / (accepted - began), count / (relayed - began), 1_000_000 * spent / count)


def processor_time(pid: int) -> float:
    """Seconds that a process has spent computing, in user and system mode."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


@contextmanager
def relay(top: Path, sink_port: int) -> Iterator[tuple[int, int]]:
    """A daemon that relays everything to the sink; the port it listens on, and its process id."""
    with tempfile.TemporaryDirectory(dir=top) as directory:
        here = Path(directory)
        for name, text in SITE.items():
            (here / name).write_text(text)
        world = here / "world.toml"
        world.write_text(f'[users]\n[hosts."far.example"]\nconnect = "127.0.0.1:{sink_port}"\n')
        table = here / "table"
        subprocess.run(
            [str(BIN / "smail-compile"), str(here), "-o", str(table)], check=True, stdout=subprocess.DEVNULL
        )
        with running(table, world, here / "spool") as found:
            yield found


@contextmanager
def running(table: Path, world: Path, spool: Path) -> Iterator[tuple[int, int]]:
    """`smaild` on a port of its own choice; the port and the process id."""
    spool.mkdir()
    argv = [str(BIN / "smaild"), "run", str(table), "--listen", "127.0.0.1:0", "--spool", str(spool)]
    if os.getuid() == 0:
        for directory in (spool.parent.parent, spool.parent):
            directory.chmod(0o755)
        os.chown(spool, 65534, 65534)
        argv += ["--user", "nobody"]
    with (spool.parent / "log").open("wb") as log:
        process = subprocess.Popen([*argv, "--world", str(world)], stdout=subprocess.PIPE, stderr=log)
    try:
        assert process.stdout is not None
        yield port_in(process.stdout.readline().decode()), process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def port_in(ready: str) -> int:
    """The port in a ready line."""
    return next(int(w.rpartition(":")[2]) for w in ready.replace(",", " ").split() if w.rpartition(":")[2].isdigit())
