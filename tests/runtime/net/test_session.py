"""SMTP sessions over real sockets on loopback."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import pytest
import uvloop

from smail_runtime.mail.outcome import Reply
from smail_runtime.net.listener import bind, bound_to, endpoint, parse_endpoint
from smail_runtime.net.service import Timeouts
from smail_testkit.event_loop import Loop, run
from smail_testkit.smtp_service import MemoryService, serving

OPENING = b"EHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<x@d>\r\n"
LOOPS = [asyncio.new_event_loop, uvloop.new_event_loop]


async def exchange(port: int, data: bytes, *, eof: bool = False) -> bytes:
    """Everything the server says to `data` until it closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(data)
        if eof:
            writer.write_eof()
        return await reader.read()
    finally:
        await close(writer)


async def close(writer: asyncio.StreamWriter) -> None:
    """Close, whatever the other side did."""
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


def codes(answer: bytes) -> list[int]:
    return [int(line[:3]) for line in answer.split(b"\r\n") if line[3:4] == b" "]


@pytest.mark.parametrize("loop", LOOPS)
def test_a_pipelined_conversation(loop: Loop) -> None:
    async def check() -> None:
        service = MemoryService()
        body = b"x" * 70 + b"\r\n"
        async with serving(service) as port:
            data = OPENING + b"DATA\r\n" + body * 5000 + b".\r\nQUIT\r\n"
            assert codes(await exchange(port, data)) == [220, 250, 250, 250, 354, 250, 221]
        [(envelope, content)] = service.messages
        assert (envelope.sender, envelope.recipients) == ("a@b", ("x@d",))
        assert content == body * 5000
        assert service.reasons == ["quit"]

    run(check(), loop)


def test_work_behind_a_question_keeps_the_order_of_replies() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            data = b"EHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<slow@d>\r\nRCPT TO:<x@d>\r\nDATA\r\n.\r\nQUIT\r\n"
            answer = asyncio.ensure_future(exchange(port, data, eof=True))
            await service.waiting.wait()
            service.gate.set()
            assert codes(await answer) == [220, 250, 250, 250, 250, 354, 250, 221]

    run(check())


def test_an_open_question_does_not_let_a_client_fill_memory() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"EHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<slow@d>\r\n")
            await service.waiting.wait()
            flood = b"NOOP\r\n" * 3_000_000
            writer.write(flood)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(writer.drain(), 0.2)
            service.gate.set()
            writer.transport.abort()
            await close(writer)

    run(check())


@pytest.mark.parametrize(
    "data",
    [
        b"EHLO c\r\nMAIL FROM:<crash@b>\r\n",
        OPENING + b"RCPT TO:<crash@d>\r\n",
        OPENING + b"RCPT TO:<latecrash@d>\r\n",
    ],
)
def test_a_fault_of_ours_gives_421_and_harms_nobody_else(data: bytes) -> None:
    async def check() -> None:
        service = MemoryService()
        service.gate.set()
        async with serving(service) as port:
            assert (await exchange(port, data)).endswith(b"\r\n421 4.3.0 Internal trouble, try again later\r\n")
            assert codes(await exchange(port, b"QUIT\r\n")) == [220, 221]
        assert [type(error) for error in service.faults] == [ZeroDivisionError]

    run(check())


def test_a_banner_of_421_refuses() -> None:
    async def check() -> None:
        service = MemoryService(banner=Reply(421, "4.3.2", ("Busy",)))
        async with serving(service) as port:
            assert await exchange(port, b"") == b"421 4.3.2 Busy\r\n"

    run(check())


@pytest.mark.parametrize(
    ("times", "data"),
    [
        (Timeouts(0.05, 9), b""),
        (Timeouts(0.05, 9), OPENING + b"DATA\r\nhalf"),
        (Timeouts(9, 0.05), OPENING + b"DATA\r\nhalf"),
        (Timeouts(0.05, 0.05), b"NOO"),
    ],
)
def test_slow_clients_are_told_421(times: Timeouts, data: bytes) -> None:
    async def check() -> None:
        service = MemoryService(times)
        async with serving(service) as port:
            assert codes(await exchange(port, data))[-1] == 421
        assert service.reasons == ["timeout"]
        assert service.messages == []

    run(check())


async def until_closed(reader: asyncio.StreamReader) -> bytes:
    """Everything up to the end of the connection, however it ends."""
    got = b""
    with contextlib.suppress(ConnectionError):
        while chunk := await reader.read(1024):
            got += chunk
    return got


def test_a_dribbling_client_cannot_stretch_the_time_of_a_command() -> None:
    async def check() -> None:
        service = MemoryService(Timeouts(0.1, 0))
        async with serving(service) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            answer = asyncio.ensure_future(until_closed(reader))
            while not answer.done():
                writer.write(b"x")
                await asyncio.wait([answer], timeout=0.02)
            await close(writer)
            assert codes(await answer) in ([220, 421], [220])  # a byte that crosses the close may cost the reply

    run(check())


def test_bare_lf_gets_its_reply_before_the_close() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            answer = await exchange(port, OPENING + b"DATA\r\nx\n.\r\n" + b"NOOP\r\n" * 1000)
            assert codes(answer) == [220, 250, 250, 250, 354, 521]
        assert service.messages == []

    run(check())


def test_a_client_that_vanishes_in_a_message_leaves_nothing() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            await exchange(port, OPENING + b"DATA\r\nhalf a mess", eof=True)
        assert service.messages == []
        assert service.abandoned >= 1

    run(check())


def test_draining_ends_idle_sessions_and_lets_transactions_finish() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            idle = asyncio.ensure_future(exchange(port, b"EHLO c\r\n"))
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(OPENING + b"DATA\r\n")
            await _until(lambda: reader.readuntil(b"354 Send the message, end it with a lone dot\r\n"))
            drained = asyncio.ensure_future(service.connections.drain(10))
            assert codes(await idle)[-1] == 421
            writer.write(b"hello\r\n.\r\n")
            assert codes(await reader.read()) == [250, 421]
            await close(writer)
            assert await drained == 0
        assert len(service.messages) == 1

    run(check())


async def _until(step: Callable[[], Awaitable[bytes]]) -> None:
    await step()


def test_a_drain_does_not_wait_for_ever() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(OPENING)
            await reader.readuntil(b"Recipient ok\r\n")
            assert await service.connections.drain(0.01) == 1
            assert service.connections.total == 0
            await close(writer)

    run(check())


def test_sessions_are_counted_by_client() -> None:
    async def check() -> None:
        service = MemoryService()
        async with serving(service) as port:
            pairs = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
            for reader, _ in pairs:
                await reader.readline()
            assert (service.connections.total, service.connections.of_client("127.0.0.1")) == (3, 3)
            for _, writer in pairs:
                await close(writer)

    run(check())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("127.0.0.1:25", ("127.0.0.1", 25)),
        ("[::1]:0", ("::1", 0)),
        ("::1:25", None),
        ("25", None),
        (":25", None),
        ("h:65536", None),
        ("h:-1", None),
        ("h:", None),
    ],
)
def test_endpoints(text: str, expected: tuple[str, int] | None) -> None:
    assert parse_endpoint(text) == expected
    assert expected is None or parse_endpoint(endpoint(expected)) == expected


def test_binding_to_port_zero_tells_the_real_port() -> None:
    sock = bind("127.0.0.1", 0)
    assert parse_endpoint(bound_to(sock)) == sock.getsockname()
    sock.close()
