"""Messages whose first attempt is put off although they are due: in memory only, a restart forgets it."""

from __future__ import annotations

from smail_runtime.queue import retry

#: Numbers of messages kept; what does not fit is not put off.
MOST = 10_000


class Parking:
    """Numbers of messages, each with the time until which nobody shall look at it."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._until

    def __len__(self) -> int:
        return len(self._until)

    def put(self, number: int, until: float) -> bool:
        """Put one off; False if there are too many already."""
        if len(self._until) >= MOST:
            return False
        self._until[number] = until
        return True

    def free(self, now: float) -> None:
        """Let go of those whose time has come, or lies so far ahead that the clock was set back."""
        gone = [one for one, until in self._until.items() if retry.is_due(until, now, retry.LONGEST_WAIT)]
        for number in gone:
            del self._until[number]

    def forget(self, number: int) -> None:
        """Let go of one."""
        self._until.pop(number, None)

    def clear(self) -> bool:
        """Let go of all; whether there were any."""
        there = bool(self._until)
        self._until.clear()
        return there

    @property
    def next_at(self) -> float | None:
        """When the next one is let go, None for never."""
        return min(self._until.values(), default=None)
