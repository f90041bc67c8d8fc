"""Messages whose first attempt is put off although they are due: in memory only, a restart forgets it."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from smail_runtime.queue import retry

#: Numbers of messages kept; what does not fit is not put off.
MOST = 10_000


class Reason(enum.Enum):
    """Why a message is not tried at once, as the log says it."""

    SESSIONS = "too many sessions"
    GRADE = "its grade is not delivered at once"


class Parking:
    """Numbers of messages, each with the time until which nobody shall look at it, and why."""

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[float, Reason]] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._waiting

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, number: int, until: float, reason: Reason) -> bool:
        """Put one off; False if there are too many already."""
        if len(self._waiting) >= MOST:
            return False
        self._waiting[number] = (until, reason)
        return True

    def free(self, now: float) -> None:
        """Let go of those whose time has come, or lies so far ahead that the clock was set back."""
        self._drop(one for one, (until, _) in self._waiting.items() if retry.is_due(until, now, retry.LONGEST_WAIT))

    def forget(self, number: int) -> None:
        """Let go of one."""
        self._waiting.pop(number, None)

    def lift(self, reason: Reason) -> bool:
        """Let go of all that wait for a reason; whether there were any."""
        return self._drop(one for one, (_, why) in self._waiting.items() if why is reason)

    @property
    def next_at(self) -> float | None:
        """When the next one is let go, None for never."""
        return min((until for until, _ in self._waiting.values()), default=None)

    def _drop(self, numbers: Iterable[int]) -> bool:
        gone = list(numbers)
        for number in gone:
            del self._waiting[number]
        return bool(gone)
