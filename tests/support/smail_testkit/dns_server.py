"""A small name server on loopback: UDP and TCP on one port, answers from a table, faults on demand."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

Records = Mapping[str, Mapping[str, Sequence[str]]]
"""Records by name and type. The types `RCODE` (an rcode), `SILENT` and `TRUNCATED` are faults."""


class NameServer:
    """Answers questions; `asked` keeps them as `name type transport`."""

    def __init__(self, records: Records) -> None:
        self.records = {dns.name.from_text(name): dict(kinds) for name, kinds in records.items()}
        self.asked: list[str] = []

    def answer(self, wire: bytes, transport: str) -> bytes | None:
        """The reply to a question, None to keep silent."""
        query = dns.message.from_wire(wire)
        question = query.question[0]
        kind = dns.rdatatype.to_text(question.rdtype)
        self.asked.append(f"{question.name.to_text(omit_final_dot=True)} {kind} {transport}")
        kinds = self.records.get(question.name)
        reply = dns.message.make_response(query)
        if kinds is None:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        elif "SILENT" in kinds:
            return None
        elif "RCODE" in kinds:
            reply.set_rcode(dns.rcode.from_text(kinds["RCODE"][0]))
        elif "TRUNCATED" in kinds and transport == "udp":
            reply.flags |= dns.flags.TC
        elif kinds.get(kind):
            reply.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *kinds[kind]))
        return reply.to_wire()


@contextmanager
def name_server(records: Records) -> Iterator[tuple[NameServer, tuple[str, int]]]:
    """A running server and its address."""
    server = NameServer(records)

    class Udp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data, sock = self.request
            if (reply := server.answer(data, "udp")) is not None:
                sock.sendto(reply, self.client_address)

    class Tcp(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            size = int.from_bytes(self.rfile.read(2), "big")
            if (reply := server.answer(self.rfile.read(size), "tcp")) is not None:
                self.wfile.write(len(reply).to_bytes(2, "big") + reply)

    udp, tcp = _same_port(Udp, Tcp)
    threads = [threading.Thread(target=one.serve_forever, args=(0.01,)) for one in (udp, tcp)]
    for thread in threads:
        thread.start()
    try:
        yield server, ("127.0.0.1", udp.server_address[1])
    finally:
        for one, thread in zip((udp, tcp), threads, strict=True):
            one.shutdown()
            one.server_close()
            thread.join()


def _same_port(
    udp: type[socketserver.BaseRequestHandler], tcp: type[socketserver.BaseRequestHandler]
) -> tuple[socketserver.UDPServer, socketserver.TCPServer]:
    """Both on one port: a free UDP port may be taken for TCP, then another is tried."""
    while True:
        first = socketserver.UDPServer(("127.0.0.1", 0), udp)
        try:
            return first, socketserver.TCPServer(first.server_address, tcp)
        except OSError:
            first.server_close()


def free_port() -> int:
    """A port on loopback on which nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
