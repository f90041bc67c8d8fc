"""A load generator and a sink: the two ends of a mail stream, on asyncio, as cheap as they can be."""

from __future__ import annotations

import asyncio

SIZE = 10 * 1024  # bytes of one message
LINE = b"x" * 76 + b"\r\n"


def message(subject: str) -> bytes:
    """A message of SIZE bytes, ready for the wire."""
    head = f"From: <load@bench.example>\r\nTo: <sink@far.example>\r\nSubject: {subject}\r\n\r\n".encode()
    return head + LINE * ((SIZE - len(head)) // len(LINE))


class Sink(asyncio.Protocol):
    """Takes any message and counts it; knows just enough SMTP."""

    def __init__(self, arrived: asyncio.Queue[None]) -> None:
        self.arrived = arrived
        self.buffer = b""
        self.in_data = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        """Answer whatever is complete."""
        self.buffer += data
        while self._step():
            pass

    def _step(self) -> bool:
        if self.in_data:
            _, end, rest = self.buffer.partition(b"\r\n.\r\n")
            if not end:
                return False
            self.in_data, self.buffer = False, rest
            self.arrived.put_nowait(None)
            self.transport.write(b"250 2.0.0 taken\r\n")
            return True
        line, end, rest = self.buffer.partition(b"\r\n")
        if not end:
            return False
        self.buffer = rest
        self._command(line[:4].upper())
        return True

    def _command(self, verb: bytes) -> None:
        if verb == b"EHLO":
            self.transport.write(b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n")
        elif verb == b"DATA":
            self.in_data = True
            self.transport.write(b"354 go on\r\n")
        elif verb == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
        else:
            self.transport.write(b"250 2.0.0 ok\r\n")


async def send(port: int, recipient: str, count: int) -> None:
    """Send `count` messages over one kept connection, each acknowledged before the next."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reply(reader)
    writer.write(b"EHLO bench.example\r\n")
    await reply(reader)
    head = f"MAIL FROM:<load@bench.example>\r\nRCPT TO:<{recipient}>\r\nDATA\r\n".encode()
    for number in range(count):
        writer.write(head)
        for expected in (b"250", b"250", b"354"):
            await reply(reader, expected)
        writer.write(message(str(number)) + b".\r\n")
        await reply(reader, b"250")
    writer.write(b"QUIT\r\n")
    await reply(reader)
    writer.close()


async def reply(reader: asyncio.StreamReader, expected: bytes = b"2") -> None:
    """Read one reply to its last line."""
    line = await reader.readline()
    while line[3:4] == b"-":
        line = await reader.readline()
    if not line.startswith(expected):
        raise ConnectionError(f"expected {expected!r}, got {line!r}")
