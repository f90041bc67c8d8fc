"""The event loop of the daemon around a check."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

import uvloop

Loop = Callable[[], asyncio.AbstractEventLoop]


def run(check: Coroutine[object, object, None], loop: Loop = uvloop.new_event_loop) -> None:
    """Run it in a loop of its own, for twenty seconds at most."""
    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(asyncio.wait_for(check, 20))
