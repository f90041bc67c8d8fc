"""A scripted SMTP server on loopback: a thread that answers as told and remembers what it took."""

from __future__ import annotations

import socketserver
import threading
from collections import deque
from collections.abc import Iterable
from types import TracebackType


class Peer:
    """Answers RCPT with the scripted replies in turn, and with 250 when the script is used up."""

    def __init__(self, rcpt: Iterable[str] = ()) -> None:
        self.script = deque(rcpt)
        self.asked: list[str] = []
        self.taken: list[bytes] = []
        peer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                peer._talk(self)

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port: int = self.server.server_address[1]

    def _talk(self, stream: socketserver.StreamRequestHandler) -> None:
        stream.wfile.write(b"220 peer.example ESMTP\r\n")
        for line in stream.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                stream.wfile.write(b"354 go on\r\n")
                self.taken.append(self._message(stream))
                stream.wfile.write(b"250 2.0.0 taken\r\n")
            elif verb == b"RCPT":
                stream.wfile.write(self._rcpt(line).encode() + b"\r\n")
            elif verb == b"QUIT":
                stream.wfile.write(b"221 bye\r\n")
                return
            else:
                stream.wfile.write(b"250 ok\r\n")

    def _rcpt(self, line: bytes) -> str:
        self.asked.append(line.decode("ascii", "replace").strip())
        return self.script.popleft() if self.script else "250 2.1.5 ok"

    @staticmethod
    def _message(stream: socketserver.StreamRequestHandler) -> bytes:
        lines = []
        for line in stream.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        return b"".join(lines)

    def __enter__(self) -> Peer:
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()
