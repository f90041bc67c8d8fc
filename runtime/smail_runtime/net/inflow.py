"""Whether bytes are taken from a connection at the moment."""

from __future__ import annotations

import asyncio


class Inflow:
    """Reading from a transport, paused and resumed; doing either twice, or on a closing transport, does no harm."""

    __slots__ = ("_open", "_transport")

    def __init__(self, transport: asyncio.ReadTransport) -> None:
        self._transport = transport
        self._open = True

    def pause(self) -> None:
        """Take no more for now."""
        if self._open and not self._transport.is_closing():
            self._open = False
            self._transport.pause_reading()

    def resume(self) -> None:
        """Take what comes again."""
        if not self._open and not self._transport.is_closing():
            self._open = True
            self._transport.resume_reading()
