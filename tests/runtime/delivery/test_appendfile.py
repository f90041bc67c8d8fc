"""Mailbox files and directories: whole messages or nothing, under locks, never where they must not go."""

from __future__ import annotations

import asyncio
import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from smail_runtime.delivery.appendfile import AppendFileCarrier
from smail_runtime.delivery.files import Calls
from smail_runtime.delivery.interface import Job
from smail_runtime.mail.outcome import Notify, Outcome, Result
from smail_runtime.routing.resolution import Delivery
from smail_runtime.table.expression import Text
from smail_testkit.delivery import MESSAGE, USER, appendfile, job, machine

BODY = MESSAGE.replace(b"\r\n", b"\n")
OLD = b"From x\n\nold\n\n"


def deliver(carried: Job, root: Path | None = None, calls: Calls | None = None, wait: float = 0.0) -> Outcome:
    carrier = AppendFileCarrier(machine(), str(root) if root else None, lambda: 1000.0, wait, calls or Calls())
    [outcome] = asyncio.run(carrier.deliver(carried))
    return outcome


def test_a_mailbox_file(tmp_path: Path) -> None:
    driver = appendfile(f"{tmp_path}/", USER, suffix="\n", mode=0o640)
    carried = job(driver, from_=True, return_path=True, unix_from_hack=True)
    assert deliver(carried).result is Result.DELIVERED
    assert deliver(carried).result is Result.DELIVERED
    text = (tmp_path / "joe").read_text()
    assert text.count("From a@x.example ") == 2
    assert text.endswith("\n>From two.\n\n")
    assert text.split("\n", 1)[1].startswith("Return-Path: <a@x.example>\nReceived: by here\n")
    assert (tmp_path / "joe").stat().st_mode & 0o777 == 0o640 & ~umask()
    assert list(tmp_path.iterdir()) == [tmp_path / "joe"]


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_message_alone(tmp_path: Path) -> None:
    assert deliver(job(appendfile(f"{tmp_path}/box"), received=True)).result is Result.DELIVERED
    assert (tmp_path / "box").read_bytes() == BODY


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({"received": False}, BODY.removeprefix(b"Received: by here\n")),
        ({"crlf": True}, MESSAGE),
        ({"remove_header": (Text(("subject",)),)}, BODY.replace(b"Subject: hello\n", b"")),
        ({"insert_header": (Text(("X-A: ", USER)),)}, b"X-A: joe\n" + BODY),
        ({"append_header": (Text(("X-A: b",)),)}, BODY.replace(b"hello\n", b"hello\nX-A: b\n")),
    ],
    ids=lambda value: next(iter(value), "") if isinstance(value, dict) else "",
)
def test_flags_of_the_transport(tmp_path: Path, flags: dict[str, object], expected: bytes) -> None:
    carried = job(appendfile(f"{tmp_path}/box"))
    deliver(msgspec.structs.replace(carried, transport=msgspec.structs.replace(carried.transport, **flags)))
    assert (tmp_path / "box").read_bytes() == expected


def test_a_root_for_rehearsals(tmp_path: Path) -> None:
    assert deliver(job(appendfile("/", USER)), root=tmp_path).result is Result.DELIVERED
    assert (tmp_path / "joe").exists()


def test_a_maildir(tmp_path: Path) -> None:
    carried = job(appendfile(f"{tmp_path}/Maildir", directory=True, maildir=True))
    assert deliver(carried).result is Result.DELIVERED
    assert deliver(carried).result is Result.DELIVERED
    messages = list((tmp_path / "Maildir" / "new").iterdir())
    assert [path.read_bytes() for path in messages] == [BODY, BODY]
    assert list((tmp_path / "Maildir" / "tmp").iterdir()) == []
    assert (tmp_path / "Maildir" / "cur").is_dir()


def test_a_directory(tmp_path: Path) -> None:
    assert deliver(job(appendfile(str(tmp_path), directory=True))).result is Result.DELIVERED
    [path] = tmp_path.iterdir()
    assert path.name.startswith("q1000-")
    assert path.read_bytes() == BODY


def test_dev_null_succeeds_at_once() -> None:
    assert deliver(job(appendfile("/dev/null"))).result is Result.DELIVERED


def failing_write(after: int) -> Callable[[int, memoryview], int]:
    """A disk with room for so many bytes."""
    left = [after]

    def write(descriptor: int, data: memoryview) -> int:
        if left[0] == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = os.write(descriptor, data[: min(7, left[0])])
        left[0] -= written
        return written

    return write


def failing_sync(descriptor: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize("after", range(0, len(BODY), 5))
def test_a_full_disk_leaves_the_mailbox_as_it_was(tmp_path: Path, after: int) -> None:
    box = tmp_path / "box"
    box.write_bytes(OLD)
    outcome = deliver(job(appendfile(str(box))), calls=Calls(write=failing_write(after)))
    assert (outcome.result, outcome.status) == (Result.DEFERRED, "4.2.2")
    assert box.read_bytes() == OLD


@pytest.mark.parametrize("maildir", [True, False])
def test_trouble_leaves_no_half_message(tmp_path: Path, maildir: bool) -> None:
    carried = job(appendfile(str(tmp_path), directory=True, maildir=maildir))
    for calls in (Calls(write=failing_write(20)), Calls(sync=failing_sync)):
        assert deliver(carried, calls=calls).result is Result.DEFERRED
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_failed_sync_is_deferred(tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.write_bytes(OLD)
    assert deliver(job(appendfile(str(box))), calls=Calls(sync=failing_sync)).result is Result.DEFERRED
    assert box.read_bytes() == OLD


def test_an_unfinished_last_line_is_ended_first(tmp_path: Path) -> None:
    (tmp_path / "box").write_bytes(b"torn")
    deliver(job(appendfile(f"{tmp_path}/box")))
    assert (tmp_path / "box").read_bytes() == b"torn\n" + BODY


def test_a_locked_mailbox_is_deferred_after_a_bounded_wait(tmp_path: Path) -> None:
    (tmp_path / "box.lock").write_text(f"{os.getppid()}\n")
    outcome = deliver(job(appendfile(f"{tmp_path}/box")), wait=0.0)
    assert (outcome.result, outcome.status) == (Result.DEFERRED, "4.2.0")


def test_a_lock_of_a_dead_program_is_broken(tmp_path: Path) -> None:
    (tmp_path / "box.lock").write_text("999999999\n")
    assert deliver(job(appendfile(f"{tmp_path}/box"))).result is Result.DELIVERED
    assert not (tmp_path / "box.lock").exists()


def test_a_kernel_lock_of_another_process_is_respected(tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.touch()
    ready, done = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        descriptor = os.open(box, os.O_RDWR)
        fcntl.lockf(descriptor, fcntl.LOCK_EX)
        os.write(ready[1], b"!")
        os.read(done[0], 1)
        os._exit(0)
    os.read(ready[0], 1)
    outcome = deliver(job(appendfile(str(box))))
    os.write(done[1], b"!")
    os.waitpid(child, 0)
    for descriptor in (*ready, *done):
        os.close(descriptor)
    assert outcome.result is Result.DEFERRED
    assert box.read_bytes() == b""


def test_deliveries_at_once_do_not_mix(tmp_path: Path) -> None:
    carrier = AppendFileCarrier(machine())
    carried = job(appendfile(f"{tmp_path}/box"))

    async def run() -> None:
        await asyncio.gather(*(carrier.deliver(carried) for _ in range(20)))

    asyncio.run(run())
    assert (tmp_path / "box").read_bytes() == BODY * 20


def file_address(path: str) -> Delivery:
    return Delivery("t", path, "joe", kind="file", user="joe", home="/home/joe")


def test_what_must_not_be_written_to(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(OLD)
    (tmp_path / "symlink").symlink_to(victim)
    (tmp_path / "hard").hardlink_to(victim)
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "directory").mkdir()
    driver = appendfile(USER)
    for name in ("symlink", "hard", "fifo", "directory", "no/such"):
        assert deliver(job(driver, file_address(f"{tmp_path}/{name}"))).result is Result.FAILED, name
    assert victim.read_bytes() == OLD


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of others")
def test_the_file_of_a_stranger(tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.write_bytes(OLD)
    os.chown(box, 4711, 4711)
    assert deliver(job(appendfile(str(box)))).result is Result.FAILED
    assert box.read_bytes() == OLD


@pytest.mark.parametrize("check_user", [True, False])
def test_an_address_cannot_choose_a_directory(tmp_path: Path, check_user: bool) -> None:
    driver = appendfile(f"{tmp_path}/", USER, check_user=check_user)
    outcome = deliver(job(driver, Delivery("t", "../etc/x", "x")))
    assert (outcome.result, outcome.notify) == (Result.FAILED, Notify.OWNER_OR_SENDER)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "result"),
    [
        ("~/mbox", Result.DELIVERED),
        ("~joe/mbox", Result.DELIVERED),
        ("~nobody-here/mbox", Result.FAILED),
        ("~/../joe/mbox", Result.FAILED),
        ("/home/joe/$user", Result.FAILED),
        ("mbox", Result.DEFERRED),
    ],
)
def test_file_addresses(tmp_path: Path, address: str, result: Result) -> None:
    home = tmp_path / "home" / "joe"
    home.mkdir(parents=True)
    driver = appendfile(USER, expand_user=True)
    assert deliver(job(driver, file_address(address)), root=tmp_path).result is result
    assert (home / "mbox").exists() == (result is Result.DELIVERED)


def test_faults_of_the_configuration_are_deferred(tmp_path: Path) -> None:
    for driver in (appendfile("relative"), appendfile(f"{tmp_path}/no/such"), appendfile(directory=False, file=None)):
        assert deliver(job(driver)).result is Result.DEFERRED
