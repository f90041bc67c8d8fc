"""A real smaild in a process of its own, on loopback, with a site and a spool that vanish with the test."""

from __future__ import annotations

import json
import os
import pwd
import queue
import re
import signal
import smtplib
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from smail_testkit.compiling import smail_compile
from smail_testkit.site import write_site

NOBODY = "nobody"
WAIT = 20.0
"""Seconds after which a daemon that says nothing is a failure."""

# Prints the modules of the daemon when it ends, on standard error.
_RUNNER = """
import atexit, sys
atexit.register(lambda: sys.stderr.write("MODULES " + " ".join(sorted(sys.modules)) + "\\n"))
from smail_runtime.cli import run_smaild
sys.argv[0] = "smaild"
run_smaild()
"""


class Daemon:
    """A running daemon; `port` is where it listens. Its log comes over standard error, as JSON."""

    def __init__(self, box: Path, *options: str) -> None:
        user = ("--user", NOBODY) if os.geteuid() == 0 else ()
        self.box = box
        self.line, self.port = "", 0
        self.log: list[dict[str, object]] = []
        self.errors: list[str] = []
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-c", _RUNNER, "run", str(box / "table"), "--listen", "127.0.0.1:0"),
                *("--spool", str(box / "spool"), "--log-format", "json", *user, *options),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line)
        self._lines.put("")

    def ready(self) -> Daemon:
        """Wait for the one line on standard output."""
        assert self.process.stdout is not None
        self.line = self.process.stdout.readline()
        found = re.match(r"smaild ready: 127\.0\.0\.1:(\d+) table \S+ pid (\d+)\n", self.line)
        assert found, (self.line, self.end(), self.errors)
        assert int(found[2]) == self.process.pid
        self.port = int(found[1])
        return self

    def client(self) -> smtplib.SMTP:
        """A connected client."""
        return smtplib.SMTP("127.0.0.1", self.port, local_hostname="client.example", timeout=WAIT)

    def tell(self, number: signal.Signals) -> None:
        """Send a signal."""
        self.process.send_signal(number)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop it, read the rest of its log; the exit status."""
        if self.process.poll() is None:
            self.tell(number)
        status = self.process.wait(WAIT)
        while self._next():
            pass
        self._reader.join()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        return status

    def events(self, name: str) -> list[dict[str, object]]:
        """The events of a name read so far."""
        return [event for event in self.log if event["event"] == name]

    def wait_for(self, name: str, times: int = 1) -> list[dict[str, object]]:
        """Read the log until an event came so often."""
        while len(found := self.events(name)) < times:
            assert self._next(), (name, self.log, self.errors)
        return found

    def _next(self) -> bool:
        line = self._lines.get(timeout=WAIT) if self._reader.is_alive() or not self._lines.empty() else ""
        if line.startswith("{"):
            self.log.append(json.loads(line))
        elif line:
            self.errors.append(line)
        return bool(line)


@contextmanager
def box(files: Mapping[str, str], world: str) -> Iterator[Path]:
    """A directory with a site, its compiled table and a made-up world, open to the daemon's user."""
    with tempfile.TemporaryDirectory(prefix="smaild-") as name:
        path = Path(name)
        compile_site(path, files)
        (path / "root").mkdir()
        (path / "world.toml").write_text(world.replace("ROOT", str(path / "root")))
        if os.geteuid() == 0:
            entry = pwd.getpwnam(NOBODY)
            for one in (path, path / "root"):
                os.chown(one, entry.pw_uid, entry.pw_gid)
        yield path


def compile_site(path: Path, files: Mapping[str, str]) -> None:
    """Write the site and compile it to `table`, as smail-compile does."""
    (path / "site").mkdir(exist_ok=True)
    write_site(path / "site", files)
    done = smail_compile(path / "site", "-o", path / "table", "--quiet")
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def running(path: Path, *options: str) -> Iterator[Daemon]:
    """A daemon that accepts mail; it is stopped at the end."""
    daemon = Daemon(path, "--world", str(path / "world.toml"), *options)
    try:
        yield daemon.ready()
    finally:
        daemon.end(signal.SIGKILL)
