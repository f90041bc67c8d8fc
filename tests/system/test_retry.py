"""Temporary refusals are tried again and end in one delivery; a permanent one ends in one report."""

from __future__ import annotations

import email
import smtplib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smail_testkit.commands import PATIENCE, run
from smail_testkit.daemon import Smaild, build_table, give_away
from smail_testkit.peer import Peer

SITE = {
    "config": "hostnames = here.example\nsmart_path = far.example\nsmart_transport = out\n",
    "directors": "users: driver=user; transport=box, pwfile=passwd\n",
    "routers": "smart: driver=smarthost, transport=out\n",
    "transports": "box: driver=appendfile, local; dir=/box/\nout: driver=tcpsmtp, inet\n",
    "passwd": "alice:x:1000:1000::/:/bin/false\n",
    "retry": "* 1h/1d\n",
}


@contextmanager
def office(top: Path, peer: Peer, retry: str = SITE["retry"]) -> Iterator[Smaild]:
    """A daemon whose smart host is the peer."""
    table = build_table(top, {**SITE, "retry": retry})
    (top / "root/box").mkdir(parents=True)
    give_away(top / "root/box")
    world = top / "world.toml"
    world.write_text(
        f'real_files = true\nsmail_lib_dir = "{top / "site"}"\n[delivery]\nroot = "{top / "root"}"\n'
        f'[hosts."far.example"]\nconnect = "127.0.0.1:{peer.port}"\n'
    )
    with Smaild(top, table, "--world", str(world)) as daemon:
        yield daemon


def send(daemon: Smaild, recipient: str, mail: tuple[str, ...] = (), rcpt: tuple[str, ...] = ()) -> None:
    """One message from alice, with parameters of MAIL and RCPT."""
    with smtplib.SMTP("127.0.0.1", daemon.port, timeout=PATIENCE) as smtp:
        smtp.sendmail("alice@here.example", [recipient], b"Subject: try\r\n\r\ntext\r\n", mail, rcpt)


def wait_for(daemon: Smaild, peer: Peer, asked: int) -> None:
    """Until the peer was asked that often and the attempt is over."""
    deadline = time.monotonic() + PATIENCE
    while len(peer.asked) < asked or any(
        one["state"] not in ("deferred", "done") for message in daemon.queue() for one in message["recipients"]
    ):
        assert time.monotonic() < deadline, f"{peer.asked} {daemon.queue()} {daemon.log.read_text()}"


def test_three_temporary_refusals_then_one_delivery(stage: Path) -> None:
    with Peer(["451 4.3.0 later"] * 3) as peer, office(stage, peer) as daemon:
        send(daemon, "bob@far.example")
        for attempt in (1, 2, 3):
            wait_for(daemon, peer, attempt)
            assert run("smailq", "retry", "--spool", daemon.spool).code == 0
        daemon.wait_until_empty()
        assert daemon.stop() == 0
        assert len(peer.asked) == 4
        assert len(peer.taken) == 1
    assert not (stage / "root/box/new").exists()


def test_the_retry_file_alone_brings_it_there(stage: Path) -> None:
    with Peer(["451 4.3.0 later"] * 3) as peer, office(stage, peer, "* 1s/1d\n") as daemon:
        send(daemon, "bob@far.example")
        daemon.wait_until_empty()
        assert daemon.stop() == 0
        assert (len(peer.asked), len(peer.taken)) == (4, 1)


def test_a_permanent_refusal_gives_exactly_one_report(stage: Path) -> None:
    with Peer(["550 5.1.1 nobody of that name"]) as peer, office(stage, peer) as daemon:
        send(daemon, "bob@far.example")
        daemon.wait_until_empty()
        assert daemon.stop() == 0
        assert peer.taken == []
    (report,) = [path.read_bytes() for path in (stage / "root/box/new").iterdir()]
    message = email.message_from_bytes(report)
    assert message.get_content_type() == "multipart/report"
    assert message.get_param("report-type") == "delivery-status"
    assert [part.get_content_type() for part in message.get_payload()][1] == "message/delivery-status"  # type: ignore[union-attr]
    assert b"550 5.1.1 nobody of that name" in report


def test_a_sender_who_asks_hears_of_what_went_well(stage: Path) -> None:
    """RFC 3461: the smart host sends no reports, so passing on is reported here; so is what is delivered here."""
    with Peer() as peer, office(stage, peer) as daemon:
        send(daemon, "bob@far.example", ("ENVID=far+2B1",), ("NOTIFY=SUCCESS", "ORCPT=rfc822;Bob@old.example"))
        send(daemon, "alice@here.example", ("RET=FULL", "ENVID=near"), ("NOTIFY=SUCCESS,FAILURE",))
        send(daemon, "bob@far.example", (), ("NOTIFY=FAILURE",))
        daemon.wait_until_empty()
        assert daemon.stop() == 0
        assert len(peer.taken) == 2
    arrived = [path.read_bytes() for path in (stage / "root/box/new").iterdir()]
    reports = sorted(
        (one for one in arrived if b"multipart/report" in one), key=lambda one: b"Action: relayed" in one
    )
    assert (len(arrived), len(reports)) == (3, 2)
    delivered, relayed = reports
    for words in (
        b"Original-Envelope-Id: near\n",
        b"Action: delivered\n",
        b"Status: 2.0.0\n",
        b"text/rfc822-headers",
    ):
        assert words in delivered
    for words in (b"Original-Envelope-Id: far+1\n", b"Original-Recipient: rfc822; Bob@old.example\n"):
        assert words in relayed


def test_a_sender_who_wants_no_report_gets_none(stage: Path) -> None:
    with Peer(["550 5.1.1 nobody of that name"]) as peer, office(stage, peer) as daemon:
        send(daemon, "bob@far.example", (), ("NOTIFY=NEVER",))
        daemon.wait_until_empty()
        assert daemon.stop() == 0
    assert not (stage / "root/box/new").exists()
