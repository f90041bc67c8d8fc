"""A real `smaild` in a process of its own, and the site it runs."""

from __future__ import annotations

import json
import os
import pwd
import select
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from smail_testkit.commands import BIN, PATIENCE, plain_environment, run
from smail_testkit.site import write_site


def build_table(top: Path, files: Mapping[str, str], name: str = "site") -> Path:
    """Write a configuration below `top` and compile it; the table's path."""
    site = write_site(top / name, files)
    table = top / f"{name}.table"
    ran = run("smail-compile", site, "-o", table)
    assert ran.code == 0, ran.err
    return table


class Smaild:
    """Start it, kill it, start it again on the same spool."""

    def __init__(self, top: Path, table: Path, *options: str) -> None:
        self.table = table
        self.spool = top / "spool"
        self.log = top / "log"
        self.options = options
        self.process: subprocess.Popen[bytes] | None = None
        self.ready = ""
        self.port = 0
        self.spool.mkdir(mode=0o700, exist_ok=True)
        give_away(self.spool)

    def start(self) -> Smaild:
        """Start and wait for the ready line."""
        listen = ("--listen", f"127.0.0.1:{self.port}")
        argv = [
            str(BIN / "smaild"),
            "run",
            str(self.table),
            *listen,
            "--spool",
            str(self.spool),
            *as_user(),
            *self.options,
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=log, env=plain_environment())
        assert self.process.stdout is not None
        assert select.select([self.process.stdout], [], [], PATIENCE)[0], "no ready line"
        self.ready = self.process.stdout.readline().decode()
        assert self.ready, f"smaild ended at once: {self.log.read_text()}"
        self.port = next(
            int(word.rpartition(":")[2])
            for word in self.ready.replace(",", " ").split()
            if word.rpartition(":")[0] and word.rpartition(":")[2].isdigit()
        )
        return self

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        assert self.process is not None
        self.process.send_signal(number)

    def wait(self) -> int:
        """Wait for its end; the exit code."""
        assert self.process is not None
        try:
            return self.process.wait(PATIENCE)
        finally:
            if self.process.stdout is not None:
                self.process.stdout.close()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.signal(signal.SIGKILL)
        self.wait()

    def stop(self) -> int:
        """Ask it to drain; the exit code."""
        self.signal(signal.SIGTERM)
        return self.wait()

    def queue(self) -> list[dict[str, Any]]:
        """What `smailq list --json` says."""
        ran = run("smailq", "list", "--spool", self.spool, "--json")
        assert ran.code in (0, 1), ran.err
        messages: list[dict[str, Any]] = json.loads(ran.out)["messages"]
        return messages

    def wait_until_empty(self) -> None:
        """Until nothing is queued any more."""
        deadline = time.monotonic() + PATIENCE
        while self.queue():
            assert time.monotonic() < deadline, self.log.read_text()

    def __enter__(self) -> Smaild:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None
    ) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()


def as_user() -> tuple[str, ...]:
    """Root must name somebody to become."""
    return ("--user", "nobody") if os.getuid() == 0 else ()


def give_away(path: Path) -> None:
    """Hand a directory to the account of the daemon."""
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
