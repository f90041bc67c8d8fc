"""Fresh messages that wait in memory for their first attempt: a bounded line, by grade and then by age."""

from __future__ import annotations

import heapq

from smail_runtime.queue.message import QueuedMessage

#: What does not fit waits in the database only.
LONGEST = 2000
LARGEST = 32 * 1024 * 1024


class Backlog:
    """Bounded by number and by bytes."""

    def __init__(self) -> None:
        self._line: list[tuple[str, int, QueuedMessage]] = []
        self._bytes = 0
        self._count = 0

    def add(self, message: QueuedMessage) -> bool:
        """Put a message behind all of its grade; False when there is no place for it."""
        if len(self._line) >= LONGEST or self._bytes + len(message.body) > LARGEST:
            return False
        self._count += 1
        heapq.heappush(self._line, (message.facts.grade, self._count, message))
        self._bytes += len(message.body)
        return True

    def take(self) -> QueuedMessage | None:
        """The oldest message of the most urgent grade, None when there is none."""
        if not self._line:
            return None
        message = heapq.heappop(self._line)[2]
        self._bytes -= len(message.body)
        return message
