"""Programs that take mail: how they are run and what their end means."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import pytest

from smail_runtime.delivery.interface import Job
from smail_runtime.delivery.pipe import PipeCarrier
from smail_runtime.delivery.status import NEVER_IGNORED
from smail_runtime.mail.outcome import Notify, Outcome, Result
from smail_runtime.routing.resolution import Delivery
from smail_runtime.table.transport import PipeDriver
from smail_testkit.delivery import MESSAGE, USER, job, machine, pipe

BODY = MESSAGE.replace(b"\r\n", b"\n")
PERMANENT = {65, 67, 68, 69, 77}


def deliver(carried: Job, root: Path | None = None, limit: float = 30.0) -> Outcome:
    carrier = PipeCarrier(machine(), str(root) if root else None, lambda: 1000.0, limit)
    outcomes = asyncio.run(carrier.deliver(carried))
    assert len(outcomes) == len(carried.deliveries)
    return outcomes[0]


def shell(script: str, **changes: object) -> PipeDriver:
    return pipe("/bin/sh", "-c", script, **changes)


def test_the_message_arrives_on_standard_input(tmp_path: Path) -> None:
    assert deliver(job(shell("cat > out")), tmp_path).result is Result.DELIVERED
    assert (tmp_path / "out").read_bytes() == BODY


def test_a_program_starts_in_the_home_of_its_address(tmp_path: Path) -> None:
    home = tmp_path / "home" / "joe"
    home.mkdir(parents=True)
    assert deliver(job(shell("cat > out")), tmp_path).result is Result.DELIVERED
    assert (home / "out").read_bytes() == BODY
    homeless = Delivery("t", "cmd", "list", "pipe")
    assert deliver(job(shell("cat > out"), homeless), tmp_path).result is Result.DELIVERED
    assert (tmp_path / "out").read_bytes() == BODY


def test_large_messages_and_large_outputs_do_not_block(tmp_path: Path) -> None:
    large = b"Subject: x\r\n\r\n" + b"line\r\n" * 200_000
    outcome = deliver(job(shell("tee out", log_output=True), message=large), tmp_path)
    assert outcome.result is Result.DELIVERED
    assert len(outcome.reason) < 10_000
    assert (tmp_path / "out").stat().st_size == len(large) - 200_002


def test_the_environment_is_built_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_PRELOAD_CANARY", "x")
    monkeypatch.setenv("TZ", "UTC")
    delivery = Delivery("t", "cmd", "list", "pipe", "joe", parent="list", parent_home="/home/p", parent_user="joe")
    deliver(job(pipe("/usr/bin/env", parent_env=True, log_output=True), delivery), tmp_path)
    deliver(job(shell("env > out", parent_env=True), delivery), tmp_path)
    lines = dict(line.split("=", 1) for line in (tmp_path / "out").read_text().splitlines())
    assert {key: lines[key] for key in lines if key not in ("PWD", "SHLVL", "_")} == {
        "SHELL": "/bin/sh",
        "PATH": "/bin:/usr/bin",
        "TZ": "UTC",
        "SENDER": "a@x.example",
        "MESSAGE_ID": "<1@x.example>",
        "GRADE": "C",
        "UUCP_NAME": "mail",
        "PRIMARY_NAME": "mail.example",
        "VISIBLE_NAME": "example.org",
        "BASENAME": "01abc",
        "SPOOL_FILE": "01abc",
        "ADDR": "list",
        "HOME": "/home/p",
        "USER": "joe",
        "LOGNAME": "joe",
    }


def test_an_address_is_one_word_whatever_it_holds(tmp_path: Path) -> None:
    nasty = Delivery("t", "x; touch owned `id` $(id)", "x")
    script = 'printf %s "$1" > out'
    deliver(job(pipe("/bin/sh", "-c", script, "sh", USER), nasty), tmp_path)
    assert (tmp_path / "out").read_text() == nasty.address
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize("status", [1, 2, *range(64, 79), 126, 127])
@pytest.mark.parametrize("ignore", [False, True])
def test_exit_codes(status: int, ignore: bool) -> None:
    outcome = deliver(job(shell(f"cat >/dev/null; exit {status}", ignore_status=ignore)))
    if ignore and status not in NEVER_IGNORED:
        expected = Result.DELIVERED
    else:
        expected = Result.FAILED if status in PERMANENT or status < 64 else Result.DEFERRED
    assert outcome.result is expected
    assert outcome.reason


@pytest.mark.parametrize(
    ("flags", "result", "notify"),
    [
        ({}, Result.FAILED, Notify.OWNER_OR_POSTMASTER),
        ({"defer_child_errors": True}, Result.DEFERRED, Notify.OWNER_OR_POSTMASTER),
        ({"status_to_sender": True}, Result.FAILED, Notify.OWNER_OR_SENDER),
        ({"status_to_sender": True, "ignore_status": True}, Result.FAILED, Notify.OWNER_OR_SENDER),
    ],
)
def test_attributes_decide_the_rest(flags: dict[str, object], result: Result, notify: Notify) -> None:
    outcome = deliver(job(shell("cat >/dev/null; exit 3", **flags)))
    assert (outcome.result, outcome.notify) == (result, notify)


@pytest.mark.parametrize(
    ("signal", "ignore", "result"),
    [("TERM", True, Result.DEFERRED), ("KILL", False, Result.DEFERRED), ("KILL", True, Result.DELIVERED)],
)
def test_signals(signal: str, ignore: bool, result: Result) -> None:
    outcome = deliver(job(shell(f"cat >/dev/null; kill -{signal} $$", ignore_status=ignore)))
    assert outcome.result is result


def test_a_program_that_does_not_read() -> None:
    large = b"Subject: x\r\n\r\n" + b"x" * 1_000_000
    unread = shell("exec </dev/null; exit 0")
    assert deliver(job(unread, message=large)).result is Result.FAILED
    ignoring = shell("exec </dev/null; exit 0", ignore_write_errors=True)
    assert deliver(job(ignoring, message=large)).result is Result.DELIVERED


def test_a_program_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    script = "import os,sys,time; os.fork(); print(os.getpid(), flush=True); time.sleep(600)"
    outcome = deliver(job(pipe(sys.executable, "-c", script, log_output=True)), tmp_path, limit=1.0)
    assert outcome.result is Result.DEFERRED
    assert "time limit" in outcome.reason
    *_, said = outcome.reason.partition("it said: ")
    pids = [int(pid) for pid in said.split(" / ")]
    assert pids
    deadline = time.monotonic() + 10.0  # a kill takes effect when the kernel next looks
    while any(alive(pid) for pid in pids):
        assert time.monotonic() < deadline


def alive(pid: int) -> bool:
    """Whether a process runs; one that was killed and not yet fetched by its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_missing_program_is_a_fault_of_this_machine(tmp_path: Path) -> None:
    outcome = deliver(job(pipe(f"{tmp_path}/missing", ignore_status=True)))
    assert outcome.result is Result.DEFERRED
    assert "No such file" in outcome.reason


@pytest.mark.parametrize("word", ["cat", "", "bin/cat"])
def test_commands_need_an_absolute_path(word: str) -> None:
    assert deliver(job(pipe(word))).result is Result.DEFERRED


def test_output_is_logged_escaped_and_only_on_request() -> None:
    script = r"cat >/dev/null; printf 'bad \033[31m\nnews\n'; exit 1"
    assert "news" not in deliver(job(shell(script))).reason
    assert deliver(job(shell(script, log_output=True))).reason.endswith("it said: bad \\x1b[31m / news")


def test_a_background_child_that_keeps_the_output_open_does_not_hold_the_mail() -> None:
    script = "cat >/dev/null; sleep 3 & exit 0"
    assert deliver(job(shell(script)), limit=10.0).result is Result.DELIVERED
