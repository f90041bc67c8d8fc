"""Incoming transactions: who may send where, the Received field, loops, and a queue that refuses."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from smail_runtime.daemon.edition import Edition
from smail_runtime.daemon.frontdoor import FrontDoor
from smail_runtime.daemon.incoming import Incoming, Reception
from smail_runtime.daemon.received import host_word, received_field
from smail_runtime.mail import headers
from smail_runtime.mail.envelope import Envelope, MessageFacts
from smail_runtime.mail.outcome import Reply
from smail_runtime.net.listener import Connections
from smail_runtime.net.service import Peer
from smail_runtime.policy.relay import LOOPBACK
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.store import Seams, SqliteStore
from smail_runtime.table.expression import Text, Variable
from smail_testkit.dispatch import Log
from smail_testkit.event_loop import run
from smail_testkit.routing import aliases, table, text, users, world
from smail_testkit.spool import Disk

HERE, STRANGER = Peer("127.0.0.1", 1), Peer("192.0.2.9", 1)
MACHINE = world(host_name="mail.example", users={"joe": {}})


class Door:
    """A front door on a real queue."""

    def __init__(self, store: SqliteStore, **settings: object) -> None:
        sections = {"aliases": {"team": "joe", "lost": "nobody-there", "doubt": ":include:/unreadable"}}
        data = table(aliases(), users(), sections=sections, given=settings, hostnames=("mail.example",))
        machine = world(
            host_name="mail.example", users={"joe": {}}, files={"/unreadable": {"unreadable": "I/O error"}}
        )
        self.log = Log()
        self.connections = Connections()
        self.edition = Edition(data, machine)
        self.store = store
        self.taken: list[QueuedMessage] = []
        store.on_accept(self.taken.append)
        reception = Reception(store, self.log, ThreadPoolExecutor(2))
        self.door = FrontDoor(reception, lambda: self.edition, self.connections, LOOPBACK)

    def transaction(self, peer: Peer = HERE, *, utf8: bool = False) -> Incoming:
        """A transaction of a client."""
        return self.door.transaction(peer, "client.example", extended=True, sender="a@x.example", utf8=utf8)


async def answer(decision: Reply | Awaitable[Reply]) -> tuple[int, str]:
    reply = decision if isinstance(decision, Reply) else await decision
    return reply.code, reply.enhanced


@pytest.mark.parametrize(
    ("peer", "recipient", "expected"),
    [
        (STRANGER, "joe@mail.example", (250, "2.1.5")),
        (STRANGER, "team@MAIL.example", (250, "2.1.5")),
        (STRANGER, "nobody@mail.example", (550, "5.1.1")),
        (STRANGER, "doubt@mail.example", (451, "4.3.0")),
        (STRANGER, "x@far.example", (550, "5.7.1")),
        (STRANGER, "x%far.example@mail.example", (550, "5.7.1")),
        (HERE, "x@far.example", (250, "2.1.5")),
        (HERE, "nobody@mail.example", (550, "5.1.1")),
    ],
)
def test_recipients(tmp_path: Path, peer: Peer, recipient: str, expected: tuple[int, str]) -> None:
    async def check() -> None:
        door = Door(SqliteStore(tmp_path / "spool"))
        for _ in range(2):
            assert await answer(door.transaction(peer).recipient(recipient)) == expected
        refusals = door.log.named("recipient-refused")
        assert len(refusals) == (0 if expected[0] == 250 else 2)
        door.store.close()

    run(check())


def test_a_message_with_smtputf8_says_so_in_the_queue_and_in_its_received_field(tmp_path: Path) -> None:
    """RFC 6531, section 4.3: the protocol is UTF8SMTP."""

    async def check() -> None:
        door = Door(SqliteStore(tmp_path / "spool"))
        for utf8 in (True, False):
            incoming = door.transaction(utf8=utf8)
            incoming.begin(Envelope("a@x.example", ("joe@mail.example",)))
            incoming.write(b"Subject: x\r\n\r\n")
            await incoming.complete()
        first, second = door.taken
        assert (first.facts.utf8, second.facts.utf8) == (True, False)
        assert b" with UTF8SMTP " in first.body
        assert b" with ESMTP " in second.body
        door.store.close()

    run(check())


def test_the_precedence_field_gives_the_grade(tmp_path: Path) -> None:
    async def check() -> None:
        door = Door(SqliteStore(tmp_path / "spool"), grades=("bulk", "a", "junk", "n"), spool_grade="D")
        for message in (b"Precedence: Bulk\r\n\r\n", b"Subject: x\r\n\r\nPrecedence: junk\r\n"):
            incoming = door.transaction()
            incoming.begin(Envelope("a@x.example", ("joe@mail.example",)))
            incoming.write(message)
            await incoming.complete()
        assert [one.facts.grade for one in door.taken] == ["a", "D"]
        door.store.close()

    run(check())


def test_an_accepted_message_is_in_the_queue_with_one_received_field_on_top(tmp_path: Path) -> None:
    async def check() -> None:
        door = Door(SqliteStore(tmp_path / "spool"))
        incoming = door.transaction()
        assert incoming.begin(Envelope("a@x.example", ("joe@mail.example", "b@far.example"))).code == 354
        for piece in (b"Subject: x\r", b"\nTo: y\r\n\r\nText", b".\r\n"):
            incoming.write(piece)
        reply = await incoming.complete()
        [message] = door.taken
        assert reply == Reply(250, "2.0.0", (f"Queued as {message.queue_id}",))
        header, rest = headers.split(message.body)
        assert [field.name for field in headers.fields(header)] == [b"received", b"subject", b"to"]
        assert rest == b"\r\nText.\r\n"
        assert b"joe" not in header
        assert b"b@far" not in header
        assert message.facts.size == len(message.body)
        assert message.facts.header_names == {"received", "subject", "to"}
        assert (message.facts.origin, message.facts.sender_proto) == ("remote", "esmtp")
        incoming.abandon()
        door.store.close()
        with_text = SqliteStore(tmp_path / "spool")
        assert len((await with_text.due(2e9, 10, 10)).numbers) == 1
        with_text.close()

    run(check())


def test_a_message_that_runs_in_a_circle_is_refused(tmp_path: Path) -> None:
    async def check() -> None:
        door = Door(SqliteStore(tmp_path / "spool"), max_hop_count=3)
        for hops, code in ((2, 250), (3, 554)):
            incoming = door.transaction()
            incoming.begin(Envelope("a@x.example", ("joe@mail.example",)))
            incoming.write(b"Received: from y\r\n by x\r\n" * hops + b"\r\n")
            assert (await incoming.complete()).code == code
        assert len(door.taken) == 1
        door.store.close()

    run(check())


def test_a_queue_that_refuses_gives_4xx_and_keeps_nothing(tmp_path: Path) -> None:
    async def check() -> None:
        disk = Disk()
        store = SqliteStore(tmp_path / "spool", Seams(commit=disk.commit, sync=disk.sync))
        door = Door(store)
        for body in (b"small\r\n", b"large\r\n" * 20_000):
            disk.broken = True
            incoming = door.transaction()
            incoming.begin(Envelope("a@x.example", ("joe@mail.example",)))
            incoming.write(body)
            assert await answer(await incoming.complete()) == (451, "4.3.0")
            disk.broken = False
        assert door.taken == []
        assert list((tmp_path / "spool" / "bodies").iterdir()) == []
        assert len(door.log.named("queue-refuses")) == 2
        store.close()

    run(check())


def test_a_full_disk_is_told_before_the_message_is_sent(tmp_path: Path) -> None:
    async def check() -> None:
        store = SqliteStore(tmp_path / "spool", Seams(free=lambda path: 0))
        reply = Door(store).transaction().begin(Envelope("a@x.example", ("joe@mail.example",)))
        assert (reply.code, reply.enhanced) == (452, "4.3.1")
        store.close()

    run(check())


FACTS = MessageFacts(message_id="01abc", sender_host="h", sender_host_addr="192.0.2.1", sender_proto="esmtp")


@pytest.mark.parametrize(
    ("template", "pattern"),
    [
        (None, rb"Received: from h \(\[192\.0\.2\.1\]\)\r\n\tby mail\.example with ESMTP id 01abc;\r\n\t\w+, .*\r\n"),
        (text("Received: by me\n\tid x; now"), rb"Received: by me\r\n\tid x; now\r\n"),
        (Text((Variable("home"),)), rb"Received: from h .*"),
        (text("no field at all"), rb"Received: from h .*"),
    ],
)
def test_the_received_field(template: Text | None, pattern: bytes) -> None:
    edition = Edition(table(hostnames=("mail.example",), received_field=template), MACHINE)
    line = received_field(edition, FACTS)
    assert re.match(pattern, line)
    assert [field.name for field in headers.fields(line)] == [b"received"]


def test_the_name_of_a_client_cannot_break_the_field() -> None:
    assert host_word("a(b)c;\r\nX: y") == "a?b?c???X:?y"
    edition = Edition(table(hostnames=("mail.example",)), MACHINE)
    line = received_field(edition, msgspec.structs.replace(FACTS, sender_host=host_word("x\r\nEvil: 1")))
    assert len(list(headers.fields(line))) == 1


def test_the_banner_comes_from_the_template_or_from_the_name() -> None:
    def banner(template: Text) -> Reply:
        return Edition(table(hostnames=("mail.example",), smtp_banner=template), MACHINE).banner()

    assert banner(Text((Variable("primary_name"), " ready\nbe kind"))).encode() == (
        b"220-mail.example ready\r\n220 be kind\r\n"
    )
    assert banner(Text((Variable("home"),))).text == ("mail.example ESMTP",)
    assert banner(text("")).text == ("mail.example",)


def test_too_many_connections_are_refused_but_relays_have_no_limit_of_their_own(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "spool")
    door = Door(store, smtp_accept_max=1)
    assert door.door.welcome(STRANGER)[2].code == 220
    door.edition.limits = msgspec.structs.replace(door.edition.limits, per_client=1)
    door.connections._clients[STRANGER.address] = 1
    assert door.door.welcome(STRANGER)[2].enhanced == "4.7.0"
    door.connections._clients[HERE.address] = 1
    assert door.door.welcome(HERE)[2].code == 220
    store.close()
