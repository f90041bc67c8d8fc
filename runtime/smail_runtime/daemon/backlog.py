"""Fresh messages that wait in memory for their first attempt: a bounded first-in, first-out line."""

from __future__ import annotations

from collections import deque

from smail_runtime.queue.message import QueuedMessage

#: What does not fit waits in the database only.
LONGEST = 2000
LARGEST = 32 * 1024 * 1024


class Backlog:
    """Bounded by number and by bytes."""

    def __init__(self) -> None:
        self._line: deque[QueuedMessage] = deque()
        self._bytes = 0

    def add(self, message: QueuedMessage) -> bool:
        """Put a message at the end; False when there is no place for it."""
        if len(self._line) >= LONGEST or self._bytes + len(message.body) > LARGEST:
            return False
        self._line.append(message)
        self._bytes += len(message.body)
        return True

    def take(self) -> QueuedMessage | None:
        """The oldest message, None when there is none."""
        if not self._line:
            return None
        message = self._line.popleft()
        self._bytes -= len(message.body)
        return message
