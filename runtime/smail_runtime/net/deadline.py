"""A deadline that moves often and rarely passes: one timer of the loop that looks again when it fires."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Deadline:
    """Calls `passed` once when the time is over. Moving it forward costs no timer."""

    __slots__ = ("_at", "_limit", "_loop", "_passed", "_timer")

    def __init__(self, loop: asyncio.AbstractEventLoop, passed: Callable[[], None]) -> None:
        self._loop = loop
        self._passed = passed
        self._timer: asyncio.TimerHandle | None = None
        self._at = 0.0
        self._limit = 0.0

    def within(self, seconds: float, whole: float = 0.0) -> None:
        """Set the deadline anew, 0 for none. `whole` bounds a row of calls that give it; one without ends the row."""
        now = self._loop.time()
        if not whole:
            self._limit = 0.0
        elif not self._limit:
            self._limit = now + whole
        self._at = now + seconds if seconds else 0.0
        if self._limit and (not self._at or self._limit < self._at):
            self._at = self._limit
        if self._at and (self._timer is None or self._timer.when() > self._at):
            self._arm(self._at)

    def stop(self) -> None:
        """No deadline until it is set anew."""
        self._at = self._limit = 0.0

    def finally_within(self, seconds: float, action: Callable[[], object]) -> None:
        """Replace the deadline by a last one with an action of its own."""
        self.cancel()
        self._timer = self._loop.call_later(seconds, action)

    def cancel(self) -> None:
        """Give the timer back to the loop."""
        self.stop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self, when: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(when, self._look)

    def _look(self) -> None:
        self._timer = None
        if not self._at:
            return
        if self._loop.time() < self._at:
            self._arm(self._at)
        else:
            self.stop()
            self._passed()
