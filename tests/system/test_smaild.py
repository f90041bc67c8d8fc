"""A real smaild: from start to stop, over real SMTP, with real signals."""

from __future__ import annotations

import os
import signal
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from smail_testkit.smaild_process import Daemon, box, compile_site, running

SITE = {
    "config": "hostnames = mail.example\nvisible_name = mail.example\n"
    "smart_path = next.example\nsmart_transport = smtp\n",
    "directors": "aliases:\n\tdriver=aliasfile, -nobody;\n\tfile=aliases, proto=lsearch\n"
    "user:\n\tdriver=user;\n\ttransport=local\n",
    "routers": "smart:\n\tdriver=smarthost, transport=smtp\n",
    "transports": "local:\n\tdriver=appendfile, local, from;\n\tfile=/mail/$user, mode=0600\n"
    "smtp:\n\tdriver=tcpsmtp, inet\n",
    "aliases": "team: joe, ann\n",
}
WORLD = """
host_name = "mail.example"
[users.joe]
[users.ann]
[delivery]
root = "ROOT"
"""
BODY = b"Subject: hello\r\n\r\nText.\r\n"


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    """One compiled site for the whole module; each test has a spool of its own."""
    with box(SITE, WORLD) as path:
        (path / "root" / "mail").mkdir()
        (path / "root" / "mail").chmod(0o777)
        yield path


def spool(site: Path, name: str) -> tuple[str, str]:
    return "--spool", str(site / f"spool-{name}")


def test_mail_comes_in_and_goes_out_and_nothing_heavy_is_imported(site: Path) -> None:
    with running(site, *spool(site, "whole")) as daemon:
        with daemon.client() as client:
            refused = client.sendmail("x@far.example", ["team@mail.example", "nobody@mail.example"], BODY)
        assert {code for code, _ in refused.values()} == {550}
        [accepted] = daemon.wait_for("accepted")
        done = daemon.wait_for("delivered", 2)
        assert {event["queue_id"] for event in done} == {accepted["queue_id"]}
        assert {event["place"] for event in done} == {"transports:1"}
        daemon.wait_for("completed")
        assert daemon.end() == 0
        assert [event["event"] for event in daemon.log[-2:]] == ["stopping", "stopped"]
        [modules] = daemon.errors
    imported = set(modules.split()[1:])
    assert "smail_runtime.daemon.app" in imported
    heavy = {"lark", "rich", "smail_compiler", "smail_lint", "http"}
    # Whoever gives root up loads the DNS library before; others load it with the first question.
    heavy |= set() if os.geteuid() == 0 else {"dns"}
    assert {name for name in imported if name in heavy or name.partition(".")[0] in heavy} == set()
    for name in ("joe", "ann"):
        assert b"Text." in (site / "root" / "mail" / name).read_bytes()


def test_hup_takes_a_new_table_and_keeps_sessions_and_a_bad_one_changes_nothing(site: Path) -> None:
    with box(SITE, WORLD) as own, running(own) as daemon, daemon.client() as client:
        client.ehlo()
        good = (own / "table").read_bytes()
        (own / "table").write_bytes(good[:-1])
        daemon.tell(signal.SIGHUP)
        [failed] = daemon.wait_for("reload-failed")
        assert str(own / "table") in str(failed["reason"])
        assert client.docmd("MAIL FROM:<a@b.example>")[0] == 250
        compile_site(own, SITE | {"aliases": "fresh: joe\n"})
        daemon.tell(signal.SIGHUP)
        daemon.wait_for("reloaded")
        assert client.docmd("RCPT TO:<fresh@mail.example>")[0] == 550
        assert client.docmd("RCPT TO:<team@mail.example>")[0] == 250
        client.rset()
        client.docmd("MAIL FROM:<a@b.example>")
        assert client.docmd("RCPT TO:<fresh@mail.example>")[0] == 250
        assert client.docmd("RCPT TO:<team@mail.example>")[0] == 550


def test_term_lets_an_open_transaction_finish(site: Path) -> None:
    with running(site, *spool(site, "drain")) as daemon:
        idle, busy = daemon.client(), daemon.client()
        busy.ehlo()
        busy.docmd("MAIL FROM:<a@b.example>")
        busy.docmd("RCPT TO:<joe@mail.example>")
        assert busy.docmd("DATA")[0] == 354
        daemon.tell(signal.SIGTERM)
        daemon.wait_for("stopping")
        assert idle.getreply()[0] == 421
        with pytest.raises(OSError, match="refused"):
            daemon.client()
        busy.send(BODY + b".\r\n")
        assert busy.getreply()[0] == 250
        assert busy.getreply()[0] == 421
        assert daemon.end() == 0
        idle.close()
        busy.close()


def test_a_message_answered_with_250_survives_a_kill(site: Path) -> None:
    options = spool(site, "kill")
    for _ in range(3):
        with running(site, *options) as daemon:
            client = daemon.client()
            client.sendmail("a@b.example", ["far@away.example"], BODY)
            daemon.end(signal.SIGKILL)
            client.close()
    listing = subprocess.run(
        [sys.executable, "-c", "from smail_runtime.cli import run_smailq; run_smailq()", "list", "--json", *options],
        capture_output=True,
        text=True,
        check=True,
    )
    assert listing.stdout.count('"id"') == 3


def test_usr1_reopens_the_log(site: Path) -> None:
    log = site / "file.log"
    with running(site, *spool(site, "usr1"), "--log-file", str(log)) as daemon:
        log.rename(site / "old.log")
        daemon.tell(signal.SIGUSR1)
        assert daemon.end() == 0
    assert "started" in (site / "old.log").read_text()
    assert "stopped" in log.read_text()


def failing(site: Path, *options: str) -> tuple[int, str]:
    """Exit status and standard error of a daemon that does not start."""
    daemon = Daemon(site, *options)
    status = daemon.end(signal.SIGCONT)
    return status, "".join(line for line in daemon.errors if not line.startswith("MODULES"))


def test_what_keeps_it_from_starting_is_one_line(site: Path) -> None:
    (site / "bad").write_bytes(b"no table")
    cases = [
        (("--world", str(site / "none.toml")), 3, "none.toml"),
        (("--listen", "192.0.2.1:25"), 3, "192.0.2.1:25"),
        (("--log-file", str(site / "none" / "log")), 3, "none/log"),
        (("--user", "no-such-account"), 2, "no-such-account"),
        (("--user", "root"), 2, "root"),
    ]
    for options, expected, word in cases:
        status, errors = failing(site, *spool(site, "bad"), *options)
        assert status == expected, (options, errors)
        assert word in errors
        assert errors.count("\n") == 1


def test_a_damaged_table_is_refused(site: Path) -> None:
    with box(SITE, WORLD) as own:
        (own / "table").write_bytes(b"no table")
        status, errors = failing(own)
        assert status == 3
        assert errors.count("\n") == 1


def test_a_second_daemon_on_the_spool_is_refused(site: Path) -> None:
    with running(site, *spool(site, "twice")):
        status, errors = failing(site, *spool(site, "twice"))
        assert status == 3
        assert "another daemon" in errors
        assert errors.count("\n") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to give up")
def test_root_is_given_up_for_good_and_demanded_to_be(site: Path) -> None:
    with running(site, *spool(site, "root")) as daemon:
        status = Path(f"/proc/{daemon.process.pid}/status").read_text()
        ids = {line.split()[0]: line.split()[1:] for line in status.splitlines() if line.startswith(("Uid", "Gid"))}
        assert all(value not in ("0",) for values in ids.values() for value in values)
        assert (site / "spool-root").stat().st_uid == int(ids["Uid:"][0])
    started = subprocess.run(
        [sys.executable, "-c", "from smail_runtime.cli import run_smaild; run_smaild()", "run", str(site / "table")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (started.returncode, started.stderr.count("\n")) == (2, 1)
    assert "--user" in started.stderr


def test_strangers_cannot_relay(site: Path) -> None:
    with running(site, *spool(site, "relay"), "--relay-from", "192.0.2.0/24") as daemon, daemon.client() as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.sendmail("a@b.example", ["x@far.example"], BODY)
        assert refused.value.recipients["x@far.example"][0] == 550
        [event] = daemon.wait_for("recipient-refused")
        assert event["status"] == "5.7.1"


def test_usage_errors_exit_with_2() -> None:
    for arguments in (["run"], ["run", "t", "--listen", "nowhere"], ["run", "t", "--relay-from", "all"]):
        done = subprocess.run(
            [sys.executable, "-c", "from smail_runtime.cli import run_smaild; run_smaild()", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
