"""The tcpsmtp carrier against real SMTP servers on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack

import msgspec
import pytest

from smail_runtime.delivery.interface import Job
from smail_runtime.mail.dsn import Asked, Dsn
from smail_runtime.mail.outcome import Outcome, Reply, Result
from smail_runtime.net.smtp_form import smtp_sender
from smail_runtime.net.tcpsmtp import TcpSmtpCarrier, in_trying_order
from smail_runtime.routing.names import Names
from smail_runtime.routing.resolution import Delivery, Host
from smail_runtime.table.expression import Text, Variable
from smail_runtime.table.transport import TcpSmtpDriver, Transport
from smail_testkit.delivery import job, machine
from smail_testkit.dns_server import free_port
from smail_testkit.event_loop import run
from smail_testkit.peer import Peer as OldHost
from smail_testkit.routing import text, world
from smail_testkit.smtp_service import MemoryService, serving

SMTP = TcpSmtpDriver(short_timeout=5, long_timeout=10, service=text("25"), use_bind=False)
BUSY = Reply(421, "4.3.2", ("Busy",))
Check = Callable[[], Coroutine[object, object, None]]


def to(*addresses: str, hosts: tuple[Host, ...] = (Host("mx.example"),), service: Text | None = None) -> Job:
    """A job for these addresses."""
    driver = SMTP if service is None else msgspec.structs.replace(SMTP, service=service)
    deliveries = (
        Delivery("t", address, address, kind="remote", host=hosts[0].name if hosts else None, hosts=hosts)
        for address in addresses
    )
    return job(driver, *deliveries, message=b"Subject: x\r\n\r\n.dot\r\n", local=False, inet=True)


def results(outcomes: tuple[Outcome, ...]) -> list[Result]:
    return [outcome.result for outcome in outcomes]


def test_a_job_is_delivered_and_the_connection_is_kept_for_the_next() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            carrier = TcpSmtpCarrier(machine(), {"MX.example": ("127.0.0.1", port)})
            for _ in range(3):
                assert results(await carrier.deliver(to("x@d", "y@d"))) == [Result.DELIVERED] * 2
            assert service.connections.total == 1
            assert [content for _, content in service.messages] == [b"Subject: x\r\n\r\n.dot\r\n"] * 3
            assert service.messages[0][0].recipients == ("x@d", "y@d")
            assert service.messages[0][0].sender == "a@x.example"
            carrier.close()

    run(check())


def test_letters_beyond_ascii_from_end_to_end() -> None:
    """Our client and our server agree on SMTPUTF8: it is asked for by what needs it, and only for that."""

    async def check() -> None:
        service = MemoryService()
        message = "Subject: grüße\r\n\r\n.dot\r\n".encode()
        plain = msgspec.structs.replace(to("x@d"), message=message)
        international = msgspec.structs.replace(plain, facts=msgspec.structs.replace(plain.facts, utf8=True))
        async with serving(service) as port:
            carrier = TcpSmtpCarrier(machine(), {"mx.example": ("127.0.0.1", port)})
            for one in (to("zoë@d.example"), plain, international):
                assert results(await carrier.deliver(one)) == [Result.DELIVERED]
            carrier.close()
        assert [envelope.recipients for envelope, _ in service.messages] == [("zoë@d.example",), ("x@d",), ("x@d",)]
        assert service.asked_for_utf8 == [True, False, True]

    run(check())


@pytest.mark.parametrize("signed", [False, True])
def test_8_bit_text_for_a_host_without_8bitmime(signed: bool) -> None:
    """It arrives as 7-bit text that says the same, or comes back where that would break a signature."""
    signature = "DKIM-Signature: v=1\r\n" if signed else ""
    eight = msgspec.structs.replace(to("x@d", "y@d"), message=f"{signature}Subject: x\r\n\r\ngrüße\r\n".encode())

    async def check() -> None:
        carrier = TcpSmtpCarrier(machine(), {"mx.example": ("127.0.0.1", peer.port)})
        outcomes = await carrier.deliver(eight)
        assert [outcome.status for outcome in outcomes] == ["5.6.3" if signed else "2.0.0"] * 2
        carrier.close()

    with OldHost() as peer:
        run(check())
    assert len(peer.taken) == (0 if signed else 1)
    assert all(b"\r\n\r\ngr=C3=BC=C3=9Fe\r\n" in message for message in peer.taken)


def test_what_is_asked_of_reports_arrives_with_the_message() -> None:
    """Our client and our server agree on RFC 3461."""

    async def check() -> None:
        service = MemoryService()
        asked = (Asked(("NEVER",)), Asked(("SUCCESS",), "rfc822;Y@old"))
        plain = to("x@d", "y@d")
        facts = msgspec.structs.replace(plain.facts, dsn=Dsn("FULL", "id-1"))
        async with serving(service) as port:
            carrier = TcpSmtpCarrier(machine(), {"mx.example": ("127.0.0.1", port)})
            outcomes = await carrier.deliver(msgspec.structs.replace(plain, facts=facts, asked=asked))
            assert [outcome.passed_on for outcome in outcomes] == [True, True]
            carrier.close()
        [(envelope, _)] = service.messages
        assert envelope.dsn == Dsn("FULL", "id-1", asked)

    run(check())


def test_a_kept_connection_that_died_is_replaced_without_a_deferral() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            carrier = TcpSmtpCarrier(machine(), {"mx.example": ("127.0.0.1", port)})
            await carrier.deliver(to("x@d"))
            await service.connections.drain(5)
            assert results(await carrier.deliver(to("x@d"))) == [Result.DELIVERED]
            carrier.close()

    run(check())


def test_hosts_are_tried_in_order_until_one_takes_the_session() -> None:
    async def check() -> None:
        busy, good = MemoryService(banner=BUSY), MemoryService()
        async with AsyncExitStack() as stack:
            places = {"dead.example": ("127.0.0.1", free_port())}
            for name, service in (("busy.example", busy), ("good.example", good)):
                places[name] = ("127.0.0.1", await stack.enter_async_context(serving(service)))
            carrier = TcpSmtpCarrier(machine(), places)
            hosts = tuple(map(Host, ("dead.example", "busy.example", "good.example"), (1, 2, 3)))
            [outcome] = await carrier.deliver(to("x@d", hosts=hosts))
            assert (outcome.result, outcome.remote) == (Result.DELIVERED, "good.example")
            [outcome] = await carrier.deliver(to("x@d", hosts=hosts[:2]))
            assert (outcome.result, outcome.status, outcome.remote) == (Result.DEFERRED, "4.3.2", "busy.example")
            [outcome] = await carrier.deliver(to("x@d", hosts=hosts[:1]))
            assert (outcome.result, outcome.status) == (Result.DEFERRED, "4.4.1")
            carrier.close()

    run(check())


def test_addresses_come_from_the_job_from_a_literal_or_from_the_world() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            carrier = TcpSmtpCarrier(world(dns={"mx.example": {"A": "127.0.0.1"}}))
            given = Host("other.example", addresses=("127.0.0.1",))
            for host in (Host("mx.example"), Host("[127.0.0.1]"), given):
                wanted = to("x@d", hosts=(host,), service=text(str(port)))
                assert results(await carrier.deliver(wanted)) == [Result.DELIVERED]
            carrier.close()

    run(check())


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        (to("x@d", hosts=(Host("nowhere.example"),)), "4.4.3"),
        (to("x@d", hosts=(Host("lame.example"),)), "4.4.3"),
        (to("x@d", service=text("no-such-service")), "4.3.5"),
        (to("x@d", service=text("0")), "4.3.5"),
        (to("x@d", service=Text((Variable("nothing"),))), "4.3.5"),
    ],
)
def test_what_cannot_be_tried_now_is_deferred(wanted: Job, status: str) -> None:
    async def check() -> None:
        carrier = TcpSmtpCarrier(world(dns={"lame.example": {"rcode": "SERVFAIL"}}))
        [outcome] = await carrier.deliver(wanted)
        assert (outcome.result, outcome.status) == (Result.DEFERRED, status)
        assert outcome.reason

    run(check())


def test_a_peer_that_says_nothing_meets_the_time_limit() -> None:
    async def check() -> None:
        async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read()
            writer.close()

        server = await asyncio.start_server(mute, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        driver = msgspec.structs.replace(SMTP, short_timeout=0.05)
        carrier = TcpSmtpCarrier(machine(), {"mx.example": ("127.0.0.1", port)})
        wanted = to("x@d")
        transport = msgspec.structs.replace(wanted.transport, driver=driver)
        [outcome] = await carrier.deliver(msgspec.structs.replace(wanted, transport=transport))
        assert (outcome.result, outcome.status) == (Result.DEFERRED, "4.4.2")
        server.close()
        await server.wait_closed()

    run(check())


@pytest.mark.parametrize(
    ("sender", "flags", "expected"),
    [
        ("", {}, ""),
        ("joe", {}, "joe@visible.example"),
        ("joe@x.example", {}, "joe@x.example"),
        ("joe", {"local_xform": True}, "joe"),
        ("joe@x.example", {"uucp": True}, "node!x.example!joe"),
        ("", {"uucp": True}, ""),
    ],
)
def test_the_sender_by_the_flags_of_the_transport(sender: str, flags: dict[str, bool], expected: str) -> None:
    names = Names("host.example", "node", "visible.example", frozenset())
    transport = msgspec.structs.replace(Transport("t", None, SMTP), **flags)
    assert smtp_sender(sender, transport, names) == expected


def test_header_edits_of_the_transport_reach_the_wire_with_crlf() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            carrier = TcpSmtpCarrier(machine(), {"mx.example": ("127.0.0.1", port)})
            wanted = to("x@d")
            transport = msgspec.structs.replace(wanted.transport, append_header=(text("X-Seen: yes"),), from_=True)
            await carrier.deliver(msgspec.structs.replace(wanted, transport=transport))
            [(_, content)] = service.messages
            assert content == b"Subject: x\r\nX-Seen: yes\r\n\r\n.dot\r\n"
            carrier.close()

    run(check())


def test_hosts_of_one_preference_share_the_load() -> None:
    hosts = (Host("c", 20), Host("a", 10), Host("b", 10))
    orders = {"".join(host.name for host in in_trying_order(hosts)) for _ in range(100)}
    assert orders == {"abc", "bac"}
