"""When the dispatcher looks at the queue again: at a time of the wall clock, or when somebody rings."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

from smail_runtime.queue import retry

#: Seconds between two looks at the wall clock, which may be set at any time.
LONGEST_SLEEP = 60.0


class Alarm:
    """Set to go off at once."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._bell = asyncio.Event()
        self._at = -math.inf

    @property
    def is_due(self) -> bool:
        """Whether it goes off; one that is very far ahead was set before the clock was set back."""
        return not self._clock() < self._at <= self._clock() + retry.LONGEST_WAIT and self._at != math.inf

    def no_later_than(self, due: float | None) -> None:
        """Go off then, if that is earlier than planned; None is never."""
        if due is not None and due < self._at:
            self._at = due
            self._bell.set()

    def at_once(self) -> None:
        """Go off now, even if that was planned already."""
        self._at = -math.inf
        self._bell.set()

    def rouse(self) -> None:
        """End the wait without going off."""
        self._bell.set()

    def put_off(self) -> None:
        """Do not go off until somebody sets a time."""
        self._at = math.inf

    async def wait(self, *, timed: bool) -> None:
        """Until the bell rings, or, if the time counts, the alarm goes off; never longer than LONGEST_SLEEP."""
        timeout = min(max(self._at - self._clock(), 0.0), LONGEST_SLEEP) if timed else LONGEST_SLEEP
        try:
            await asyncio.wait_for(self._bell.wait(), timeout)
        except TimeoutError:
            return
        self._bell.clear()
