"""Open connections that wait for their next message."""

from __future__ import annotations

from collections import defaultdict

from smail_runtime.net.outbound import Outbound

PER_HOST = 10
TOTAL = 100
USES = 100
"""Messages over one connection; then it is closed, so that no host is held for ever."""

Key = tuple[str, str, int]
"""Host name, the name we gave ourselves, port."""


class IdleConnections:
    """A bounded store of connections by host."""

    def __init__(self) -> None:
        self._idle: defaultdict[Key, list[Outbound]] = defaultdict(list)

    def take(self, key: Key) -> Outbound | None:
        """An open connection to the host, the newest first."""
        waiting = self._idle.get(key, [])
        found = None
        while waiting and found is None:
            connection = waiting.pop()
            found = connection if connection.usable else None
        if not waiting:
            self._idle.pop(key, None)
        return found

    def give(self, key: Key, connection: Outbound) -> None:
        """Keep a connection for the next message, or end it when there are enough."""
        if not connection.usable:
            return
        if self._full(key):
            self._sweep()
        if connection.uses >= USES or self._full(key):
            connection.quit()
        else:
            self._idle[key].append(connection)
            connection.rest()

    def close(self) -> None:
        """End them all."""
        for waiting in self._idle.values():
            for connection in waiting:
                connection.quit()
        self._idle.clear()

    def _full(self, key: Key) -> bool:
        return len(self._idle[key]) >= PER_HOST or sum(map(len, self._idle.values())) >= TOTAL

    def _sweep(self) -> None:
        """Forget those that ended meanwhile."""
        for key in list(self._idle):
            self._idle[key] = [one for one in self._idle[key] if one.usable]
            if not self._idle[key]:
                del self._idle[key]
