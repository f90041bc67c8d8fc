"""The stage of the demo: a temporary directory, two rehearsal worlds, and daemons that are stopped for certain."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BIN = Path(sys.executable).parent
PATIENCE = 30.0  # seconds that any one step may take


class DemoError(Exception):
    """A step did not do what it should have done."""


def run(*argv: str | Path, expect: int = 0) -> str:
    """Run one of our commands and return what it printed; any other exit code than `expect` ends the demo."""
    command = [str(BIN / str(argv[0])), *map(str, argv[1:])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    if done.returncode != expect:
        raise DemoError(f"{' '.join(command)} exited {done.returncode}, not {expect}:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextlib.contextmanager
def stage() -> Iterator[Path]:
    """A directory of our own, owned by the account the daemons will run as, removed at the end."""
    top = Path(tempfile.mkdtemp(prefix="smail-demo-"))
    top.chmod(0o755)
    try:
        yield top
    finally:
        shutil.rmtree(top, ignore_errors=True)


def account() -> pwd.struct_passwd:
    """Who the daemons run as: ourselves, or `nobody` when root plays the demo."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())


def give_away(path: Path) -> None:
    """Hand a tree to the account of the daemons."""
    if os.getuid() != 0:
        return
    who = account()
    for one in (path, *path.rglob("*")):
        os.chown(one, who.pw_uid, who.pw_gid)


class Daemon:
    """A running `smaild`, its log on disk, its spool, the port it answers on."""

    def __init__(self, top: Path, name: str, table: Path, world: Path) -> None:
        self.spool = top / f"{name}.spool"
        self.log = top / f"{name}.log"
        self.spool.mkdir(mode=0o700)
        give_away(self.spool)
        user = ["--user", account().pw_name] if os.getuid() == 0 else []
        options = ["--listen", "127.0.0.1:0", "--spool", str(self.spool), "--world", str(world), *user]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603
                [str(BIN / "smaild"), "run", str(table), *options], stdout=subprocess.PIPE, stderr=log
            )
        self.ready = self._first_line()
        self.port = port_of(self.ready)

    def _first_line(self) -> str:
        out = self.process.stdout
        assert out is not None
        if not select.select([out], [], [], PATIENCE)[0]:
            raise DemoError("smaild did not get ready")
        line = out.readline().decode().strip()
        if not line:
            raise DemoError(f"smaild ended at once:\n{self.log.read_text()}")
        return line

    def queue(self) -> list[dict[str, Any]]:
        """What is still in the queue."""
        messages: list[dict[str, Any]] = json.loads(run("smailq", "list", "--spool", self.spool, "--json"))[
            "messages"
        ]
        return messages

    def stop(self) -> int:
        """Ask it to drain, and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()
        finally:
            if self.process.stdout is not None:
                self.process.stdout.close()


def port_of(ready: str) -> int:
    """The port in a daemon's ready line."""
    for word in ready.replace(",", " ").split():
        host, _, port = word.rpartition(":")
        if host and port.isdigit():
            return int(port)
    raise DemoError(f"no port in the ready line: {ready}")


@contextlib.contextmanager
def daemon(top: Path, name: str, table: Path, world: Path) -> Iterator[Daemon]:
    """A daemon for as long as the block runs."""
    one = Daemon(top, name, table, world)
    try:
        yield one
    finally:
        one.stop()
