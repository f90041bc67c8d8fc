"""Programs that routers ask, run for real."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from smail_runtime.net.own_addresses import is_own
from smail_runtime.net.programs import NoPrograms, ProgramRunner
from smail_runtime.routing.world import Absent, Found, Ran, Unknown


def python(text: str, *words: str) -> tuple[str, ...]:
    return sys.executable, "-c", text, *words


@pytest.mark.parametrize(
    ("text", "status", "output"),
    [
        ("print('ash')", 0, b"ash\n"),
        ("import sys; sys.exit(3)", 3, b""),
        ("import os; os.kill(os.getpid(), 9)", -9, b""),
        ("import sys; print(sys.argv[1:])", 0, b"['$HOME; echo', '*']\n"),
        ("import os; print(sorted(os.environ), os.getcwd())", 0, b"['LC_ALL', 'PATH'] /\n"),
        ("print(repr(input()))", 1, b""),
        ("import sys; sys.stderr.write('noise')", 0, b""),
    ],
)
def test_status_and_output(text: str, status: int, output: bytes) -> None:
    assert ProgramRunner().run(python(text, "$HOME; echo", "*"), None) == Found(Ran(status, output))


def test_bounds() -> None:
    slow = ProgramRunner(time_limit=0.3).run(python("import time; time.sleep(600)"), None)
    closed = "import os, time; os.close(1); time.sleep(600)"
    silent = ProgramRunner(time_limit=0.3).run(python(closed), None)
    long = ProgramRunner(output_limit=1000).run(python("while True: print('x' * 1000)"), None)
    assert [type(one) for one in (slow, silent, long)] == [Unknown] * 3
    assert "too long" in slow.reason and "1000 bytes" in long.reason  # type: ignore[union-attr]


def test_a_program_that_leaves_another_behind_has_ended() -> None:
    text = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(5)']); print(1)"
    begun = time.monotonic()
    assert ProgramRunner().run(python(text), None) == Found(Ran(0, b"1\n"))
    assert time.monotonic() - begun < 4


def test_what_is_no_program(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no program")
    assert isinstance(ProgramRunner().run((str(tmp_path / "none"),), None), Absent)
    assert isinstance(ProgramRunner().run((str(tmp_path / "text" / "x"),), None), Absent)
    assert isinstance(ProgramRunner().run((str(tmp_path / "text"),), None), Unknown)
    assert isinstance(ProgramRunner().run((sys.executable, "a\0b"), None), Unknown)


def test_an_answer_is_good_until_its_file_changes(tmp_path: Path) -> None:
    file, runner = tmp_path / "systems", ProgramRunner()
    file.write_text("ash\n")
    log = tmp_path / "log"
    text = "import sys; open(sys.argv[2], 'a').write('x'); print(open(sys.argv[1]).read())"
    words = python(text, str(file), str(log))
    first, second = runner.run(words, str(file)), runner.run(words, str(file))
    assert first == second == Found(Ran(0, b"ash\n\n"))
    assert log.read_text() == "x"
    file.write_text("ash\noak\n")
    assert runner.run(words, str(file)) == Found(Ran(0, b"ash\noak\n\n"))
    runner.run(words, None)
    runner.run(words, str(tmp_path / "none"))
    assert log.read_text() == "xxxx"


def test_nothing_is_run_to_answer_a_question(tmp_path: Path) -> None:
    assert isinstance(NoPrograms().run(python("print(1)"), None), Unknown)
    assert isinstance(NoPrograms().run((str(tmp_path / "none"),), None), Absent)


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("0.0.0.0", True),
        ("192.0.2.1", False),
        ("224.0.0.1", False),
        ("2001:db8::1", False),
        ("nonsense", False),
    ],
)
def test_own_addresses(address: str, own: bool) -> None:
    assert is_own(address) is own
