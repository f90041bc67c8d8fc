"""The bar is for terminals and long runs: it comes and goes on standard error, and nothing of it is left."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from smail_compiler.cli.progress import Bar
from smail_compiler.text.steps import begin, heard_by, reach
from smail_testkit.compiling import SAMPLES

MAIN = "from smail_compiler.cli import main; main()"
AT_ONCE = "import smail_compiler.cli.progress as p; p.DELAY = p._BETWEEN = 0\n"
CLEAR = "\r\x1b[K"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Seen(NamedTuple):
    """How a run ended, its standard output, and what the terminal on its standard error was sent."""

    code: int
    out: str
    sent: str

    @property
    def lines(self) -> list[str]:
        """What was drawn, without colours."""
        return [COLOUR.sub("", one) for one in self.sent.split(CLEAR)]


def on_a_terminal(
    table: Path, before: str = AT_ONCE, columns: int = 80, env: Mapping[str, str] | None = None
) -> Seen:
    """A compilation of the small sample with a terminal of that width on standard error."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    try:
        with subprocess.Popen(
            [sys.executable, "-c", before + MAIN, "--no-cache", str(SAMPLES / "smallsite"), "-o", str(table)],
            env={**kept, "TERM": "xterm", "PYTHONUTF8": "1", "COLUMNS": str(columns), **(env or {})},
            stdout=subprocess.PIPE,
            stderr=theirs,
            text=True,
        ) as run:
            shown = b""
            while run.poll() is None or select.select([ours], [], [], 0)[0]:
                if select.select([ours], [], [], 0.05)[0]:
                    shown += os.read(ours, 4096)
            assert run.stdout is not None
            out = run.stdout.read()
    finally:
        os.close(ours)
        os.close(theirs)
    return Seen(run.returncode, out, shown.decode())


@pytest.mark.parametrize("columns", [80, 40, 20])
def test_steps_with_share_count_and_time(tmp_path: Path, columns: int) -> None:
    seen = on_a_terminal(tmp_path / "smail.table", columns=columns)
    assert seen.code == 0
    assert seen.out.startswith(str(tmp_path))
    assert all(len(line) < columns for line in seen.lines)
    assert seen.sent.endswith(CLEAR)
    drawn = "\n".join(seen.lines)
    steps = ("reading", "checking", "packing", "writing")
    assert all(re.search(rf"^{step[: columns // 4]}", drawn, re.MULTILINE) for step in steps)
    assert ("rules" in drawn) == (columns == 80)
    if columns > 20:
        assert re.search(r"^checking \S*━\S* +100% (.* )?(\d:\d\d|-:--)$", drawn, re.MULTILINE)


def test_short_runs_and_dumb_terminals_show_nothing(tmp_path: Path) -> None:
    never = "import smail_compiler.cli.progress as p; p.DELAY = 3600\n"
    rich = "import atexit, sys; atexit.register(lambda: print('rich' in sys.modules))\n"
    seen = on_a_terminal(tmp_path / "smail.table", never + rich)
    assert seen.sent == ""
    assert seen.out.endswith("False\n")
    assert on_a_terminal(tmp_path / "smail.table", env={"TERM": "dumb"}).sent == ""


def test_colour_is_left_out_when_nobody_wants_it(tmp_path: Path) -> None:
    assert COLOUR.search(on_a_terminal(tmp_path / "smail.table").sent)
    seen = on_a_terminal(tmp_path / "smail.table", env={"NO_COLOR": "1"})
    assert "100%" in seen.sent
    assert not COLOUR.search(seen.sent)


def test_terminals_without_the_signs_get_others(tmp_path: Path) -> None:
    seen = on_a_terminal(tmp_path / "smail.table", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert "100%" in seen.sent
    assert seen.sent.isascii()
    assert "\\u" not in seen.sent


def test_a_complaint_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    seen = on_a_terminal(tmp_path)
    assert seen.code == 3
    assert seen.lines[-1] == f"smail-compile: {tmp_path}: it is a directory; name a file for the table\r\n"


HEARS_INTERRUPTS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""A program that a shell runs in the background is started deaf to them, and so are its children."""


@pytest.mark.parametrize("stop", ["raise KeyboardInterrupt", f"os.kill(os.getpid(), {signal.SIGINT})"])
def test_nothing_is_left_when_a_run_is_stopped(tmp_path: Path, stop: str) -> None:
    work = f"def emit(site, old):\n    {stop}\n    while True: pass\n"  # a signal may come a moment later
    before = f"import os, smail_compiler.emit.table as t\n{work}t.emit = emit\n"
    seen = on_a_terminal(tmp_path / "smail.table", AT_ONCE + HEARS_INTERRUPTS + before)
    assert (seen.code, seen.out) == (130, "")
    assert seen.sent.endswith(CLEAR)
    assert "checking" in seen.sent


def test_our_own_fault_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    before = "import smail_compiler.emit.table as t\ndef emit(site, old): raise RuntimeError('oops')\nt.emit = emit\n"
    seen = on_a_terminal(tmp_path / "smail.table", AT_ONCE + before)
    assert seen.code == 4
    assert seen.lines[-1].startswith("smail-compile: internal error: RuntimeError: oops")


class Screen:
    """A terminal that remembers."""

    def __init__(self) -> None:
        self.sent = ""

    def write(self, text: str, /) -> None:
        """Take what is drawn."""
        self.sent += text

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_time_left_is_told_when_it_is_more_than_a_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    now, on = 100.0, Screen()
    monkeypatch.setattr("smail_compiler.cli.progress.time.monotonic", lambda: now)
    bar = Bar(on, {"TERM": "xterm", "NO_COLOR": "1"})
    with heard_by(bar):
        begin("packing", 1000, "keys")
        assert on.sent == ""
        now += 60
        reach(0.25)
        assert "25% 250/1,000 keys 3:00" in on.sent
    before = on.sent
    reach(1)
    assert on.sent == before
    bar.clear()
    bar.clear()
    assert on.sent == before + CLEAR
